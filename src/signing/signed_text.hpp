// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/signing/signature.hpp>
#include <string>
#include <string_view>

#include "signing/writer.hpp"

namespace snapseal::signing {

/// {"content":CONTENT,"path":...,"query":...} in a style; the content as it is given.
[[nodiscard]] std::string write_signed_text(std::string_view content, std::string_view path,
                                            std::string_view query, const Style& style);

/// A path and a query that can be signed. Throws what `canonical_content` does for them.
void check_target(const SignedContent& content, const Limits& limits);

}  // namespace snapseal::signing
