// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

namespace snapseal::cli {

/// Copies a page that scdoc made, without what `mandoc -Tlint` warns of: paragraphs that are empty,
/// and lines of text longer than 80 bytes.
void tidy_roff(std::istream& page, std::ostream& tidied);

}  // namespace snapseal::cli
