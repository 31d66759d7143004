// SPDX-License-Identifier: Apache-2.0
#include <snapseal/core/file_text.hpp>

namespace snapseal {

SecretString secret_from_file_text(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(byte_order_mark)) {
    text.remove_prefix(byte_order_mark.size());
  }
  for (const std::string_view line_end : {"\r\n", "\n"}) {
    if (text.ends_with(line_end)) {
      text.remove_suffix(line_end.size());
      break;
    }
  }
  return SecretString::copy_of(text);
}

}  // namespace snapseal
