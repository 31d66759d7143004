// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/core/limits.hpp>

namespace snapseal {

/// How the text of an encrypted response is read. The defaults are strict.
struct ParseOptions {
  Limits limits = {};
  /// Whether line feeds, carriage returns, spaces and tabs inside base64 are passed over, as
  /// Python's `b64decode` passes over them: some encoders break lines. All else in base64 stays
  /// strict.
  bool skip_whitespace_in_base64 = false;
};

}  // namespace snapseal
