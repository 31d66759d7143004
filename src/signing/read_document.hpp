// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/core/limits.hpp>
#include <string_view>

#include "core/json/document.hpp"

namespace snapseal::signing {

/// What is going to be signed. Throws what `canonical_json` throws, except for numbers out of
/// range.
[[nodiscard]] json::Document read_document(std::string_view text, const Limits& limits);

}  // namespace snapseal::signing
