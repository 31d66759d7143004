// SPDX-License-Identifier: Apache-2.0
#include <snapseal/core/file_text.hpp>

#include "core/utf8.hpp"

namespace snapseal {

SecretString secret_from_file_text(std::string_view text) {
  text = without_byte_order_mark(text);
  for (const std::string_view line_end : {"\r\n", "\n"}) {
    if (text.ends_with(line_end)) {
      text.remove_suffix(line_end.size());
      break;
    }
  }
  return SecretString::copy_of(text);
}

}  // namespace snapseal
