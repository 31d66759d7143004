// SPDX-License-Identifier: Apache-2.0
#include <snapseal/signing/canonical_json.hpp>

#include "signing/writer.hpp"

namespace snapseal {

std::string canonical_json(std::string_view text, const Limits& limits) {
  const auto document = signing::Document::read(text, limits);
  std::string canonical;
  canonical.reserve(text.size() + text.size() / 8);
  signing::write_document(canonical, document, {});
  return canonical;
}

}  // namespace snapseal
