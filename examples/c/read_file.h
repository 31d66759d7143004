/* SPDX-License-Identifier: Apache-2.0 */
#ifndef READ_FILE_H
#define READ_FILE_H
#include <stdio.h>
#include <stdlib.h>

/* The content of a file, to be freed by the caller; ends the program if there is none. */
static char* read_file(const char* name, size_t* size) {
  size_t room = 4096;
  char* text = malloc(room);
  FILE* file = fopen(name, "rb");
  *size = 0;
  while (file != NULL && text != NULL) {
    const size_t count = fread(text + *size, 1, room - *size, file);
    *size += count;
    if (count == 0) {
      break;
    }
    if (*size == room) {
      char* more = realloc(text, room *= 2);
      if (more == NULL) {
        free(text);
      }
      text = more;
    }
  }
  if (file == NULL || text == NULL || ferror(file)) {
    fprintf(stderr, "cannot read %s\n", name);
    exit(EXIT_FAILURE);
  }
  fclose(file);
  return text;
}

#endif
