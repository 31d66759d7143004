/* SPDX-License-Identifier: Apache-2.0 */
/* sign CLIENT_ID CONSUMER_KEY_FILE USER_ID TIMESTAMP: prints the signed request that registers a
 * user, as a program would give it to its HTTP library. */
#include <snapseal.h>
#include <string.h>

#include "read_file.h"

static void print(const char* name, size_t name_size, const char* value, size_t value_size) {
  printf("%.*s%.*s\n", (int)name_size, name, (int)value_size, value);
}

static int32_t print_request(const snapseal_http_request* request, snapseal_error* error) {
  const char *name, *value;
  size_t name_size, value_size, count;
  int32_t code = snapseal_http_request_method(request, &name, &name_size, error);
  if (code == SNAPSEAL_OK) {
    code = snapseal_http_request_url(request, &value, &value_size, error);
  }
  if (code == SNAPSEAL_OK) {
    printf("%.*s ", (int)name_size, name);
    print("", 0, value, value_size);
    code = snapseal_http_request_header_count(request, &count, error);
  }
  for (size_t i = 0; code == SNAPSEAL_OK && i < count; ++i) {
    code = snapseal_http_request_header(request, &name, &name_size, &value, &value_size, i, error);
    if (code == SNAPSEAL_OK) {
      printf("%.*s: ", (int)name_size, name);
      print("", 0, value, value_size);
    }
  }
  if (code == SNAPSEAL_OK) {
    code = snapseal_http_request_body(request, &value, &value_size, error);
  }
  if (code == SNAPSEAL_OK) {
    print("\n", 1, value, value_size);
  }
  return code;
}

int main(int argc, char** argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: sign CLIENT_ID CONSUMER_KEY_FILE USER_ID TIMESTAMP\n");
    return EXIT_FAILURE;
  }
  size_t key_size;
  char* key = read_file(argv[2], &key_size);
  const size_t line = key_size > 0 && key[key_size - 1] == '\n' ? key_size - 1 : key_size;

  snapseal_error error = SNAPSEAL_ERROR_INIT;
  snapseal_partner* partner = NULL;
  snapseal_http_request* request = NULL;
  const snapseal_parameter user = {"userId", strlen("userId"), argv[3], strlen(argv[3])};
  int32_t code = snapseal_partner_new(&partner, SNAPSEAL_COMMERCIAL, argv[1], strlen(argv[1]), key,
                                      line, NULL, 0, &error);
  if (code == SNAPSEAL_OK) {
    code = snapseal_sign_operation(partner, &request, SNAPSEAL_REGISTER_USER, &user, 1,
                                   strtoll(argv[4], NULL, 10), &error);
  }
  if (code == SNAPSEAL_OK) {
    code = print_request(request, &error);
  }
  if (code != SNAPSEAL_OK) {
    fprintf(stderr, "%s: %s: %s\n", snapseal_code_name(code), error.field, error.message);
  }
  snapseal_http_request_free(request);
  snapseal_partner_free(partner);
  snapseal_wipe(key, key_size);
  free(key);
  return code == SNAPSEAL_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
