/* SPDX-License-Identifier: Apache-2.0 */
#include <snapseal.h>
#include <stdio.h>

int main(void) {
  char out[32];
  size_t size = sizeof(out);
  if (snapseal_canonical_json(out, &size, " \"a consumer's text\" ", 21, NULL, NULL) !=
      SNAPSEAL_OK) {
    return 1;
  }
  printf("%.*s\n", (int)(size - 2), out + 1);
  return 0;
}
