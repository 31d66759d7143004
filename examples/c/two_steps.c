/* SPDX-License-Identifier: Apache-2.0 */
/* two_steps KEY RESPONSE: opens a response with a key that is somewhere else, and answers later: a
 * phone's keystore, a key service. The openssl command stands for that place here. */
#include <snapseal.h>
#include <string.h>

#include "read_file.h"

/* What the place makes of the ciphertext: its bytes, or 0 if the padding is wrong. */
static size_t unwrap_elsewhere(const char* key, const uint8_t* ciphertext, size_t ciphertext_size,
                               uint8_t* shared_key, size_t room) {
  char command[4096];
  size_t size = 0;
  FILE* file = fopen("wrapped.bin", "wb");
  if (file == NULL || fwrite(ciphertext, 1, ciphertext_size, file) != ciphertext_size) {
    exit(EXIT_FAILURE);
  }
  fclose(file);
  snprintf(
      command, sizeof(command),
      "openssl pkeyutl -decrypt -inkey '%s' -pkeyopt rsa_padding_mode:oaep -in wrapped.bin 2>&1",
      key);
  file = popen(command, "r");
  if (file != NULL) {
    size = fread(shared_key, 1, room, file);
  }
  const int status = file != NULL ? pclose(file) : -1;
  remove("wrapped.bin");
  return status == 0 ? size : 0;
}

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: two_steps KEY RESPONSE\n");
    return EXIT_FAILURE;
  }
  size_t response_size;
  char* response = read_file(argv[2], &response_size);
  snapseal_error error = SNAPSEAL_ERROR_INIT;

  /* First: what the place is to unwrap. */
  uint8_t wrapped[2048], shared_key[2048];
  size_t wrapped_size = sizeof(wrapped);
  int32_t code =
      snapseal_encrypted_shared_key(wrapped, &wrapped_size, response, response_size, NULL, &error);

  /* Then, whenever it answers: the message. A wrong padding is not told: NULL takes its place. */
  char* plaintext = malloc(response_size + 1);
  size_t size = response_size;
  if (code == SNAPSEAL_OK && plaintext != NULL) {
    const size_t key_size =
        unwrap_elsewhere(argv[1], wrapped, wrapped_size, shared_key, sizeof(shared_key));
    code =
        snapseal_decrypt_with_shared_key(plaintext, &size, NULL, key_size > 0 ? shared_key : NULL,
                                         key_size, response, response_size, NULL, &error);
    snapseal_wipe(shared_key, sizeof(shared_key));
  }
  if (code == SNAPSEAL_OK && plaintext != NULL) {
    printf("%.*s\n", (int)size, plaintext);
    snapseal_wipe(plaintext, size);
  } else {
    fprintf(stderr, "%s: %s\n", snapseal_code_name(code), error.message);
  }
  free(plaintext);
  free(response);
  return code == SNAPSEAL_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
