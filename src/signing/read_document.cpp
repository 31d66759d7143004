// SPDX-License-Identifier: Apache-2.0
#include "signing/read_document.hpp"

#include "core/other_text.hpp"

namespace snapseal::signing {

json::Document read_document(std::string_view text, const Limits& limits) {
  if (text.size() > limits.request_bytes) {
    throw Error(Errc::input_too_large, "the JSON text is longer than the limit");
  }
  try {
    return json::Document::read(text, limits.json_depth, Errc::lone_surrogate);
  } catch (const Error& error) {
    if (error.code() == Errc::malformed_json) {
      if (const auto name = name_of_other_text(text, OtherTextOf::json_text)) {
        throw Error(Errc::malformed_json, *name, "", error.offset());
      }
    }
    throw;
  }
}

}  // namespace snapseal::signing
