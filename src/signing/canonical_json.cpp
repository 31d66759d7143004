// SPDX-License-Identifier: Apache-2.0
#include <snapseal/signing/canonical_json.hpp>

#include "signing/read_document.hpp"
#include "signing/writer.hpp"

namespace snapseal {

std::string canonical_json(std::string_view text, const Limits& limits) {
  const auto document = signing::read_document(text, limits);
  SecretBuffer canonical;
  canonical.reserve_more(text.size() + text.size() / 8);
  signing::Writer().write(canonical, document, {});
  return canonical.str();
}

}  // namespace snapseal
