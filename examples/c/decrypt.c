/* SPDX-License-Identifier: Apache-2.0 */
/* decrypt KEY RESPONSE [PASSPHRASE]: opens an encrypted response with a key file and prints it. */
#include <snapseal.h>
#include <string.h>

#include "read_file.h"

/* [readme] */
/* Returns the plaintext, to be wiped and freed by the caller, or NULL with the reason in `error`.
 */
static char* open_response(const char* key_text, size_t key_text_size, const char* passphrase,
                           const char* response, size_t response_size, size_t* size,
                           snapseal_error* error) {
  snapseal_private_key* key = NULL;
  if (snapseal_private_key_parse(&key, key_text, key_text_size, passphrase,
                                 passphrase != NULL ? strlen(passphrase) : 0, NULL,
                                 error) != SNAPSEAL_OK) {
    return NULL;
  }
  const snapseal_private_key* keys[] = {key};
  char* plaintext = malloc(response_size + 1); /* never longer than the response */
  *size = response_size;
  if (plaintext != NULL && snapseal_decrypt_response(keys, 1, plaintext, size, NULL, response,
                                                     response_size, NULL, error) != SNAPSEAL_OK) {
    free(plaintext);
    plaintext = NULL;
  }
  snapseal_private_key_free(key);
  return plaintext;
}
/* [readme] */

int main(int argc, char** argv) {
  size_t key_size, response_size, size;
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  if (argc != 3 && argc != 4) {
    fprintf(stderr, "usage: decrypt KEY RESPONSE [PASSPHRASE]\n");
    return EXIT_FAILURE;
  }
  char* key_text = read_file(argv[1], &key_size);
  char* response = read_file(argv[2], &response_size);
  char* plaintext = open_response(key_text, key_size, argc == 4 ? argv[3] : NULL, response,
                                  response_size, &size, &error);
  snapseal_wipe(key_text, key_size);
  free(key_text);
  free(response);
  if (plaintext == NULL) {
    /* The code is for programs, the text for people. Neither ever holds a secret. */
    fprintf(stderr, "%s: %s\n", snapseal_code_name(error.code), error.message);
    return EXIT_FAILURE;
  }
  printf("%.*s\n", (int)size, plaintext);
  snapseal_wipe(plaintext, size);
  free(plaintext);
  return EXIT_SUCCESS;
}
