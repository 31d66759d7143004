// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace snapseal::cli {

/// The words of the text in lines that end before `columns`. The first begins in column `indent`,
/// where the caller has written that far; each later one is indented so. A word that is too long
/// stands alone.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent, std::size_t columns);

}  // namespace snapseal::cli
