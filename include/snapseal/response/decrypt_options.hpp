// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/core/limits.hpp>

namespace snapseal {

/// How responses are read and opened. The defaults are strict.
struct DecryptOptions {
  /// Whether a 15-byte nonce whose tag does not hold is tried as `NonceForm::legacy15` too.
  bool try_legacy_nonce = true;
  /// For the response's text; without meaning where it has been parsed already.
  Limits limits = {};
  /// Whether line feeds, carriage returns, spaces and tabs inside base64 are passed over, as
  /// Python's `b64decode` passes over them: some encoders break lines. All else in base64 stays
  /// strict. Without meaning where the response has been parsed already.
  bool skip_whitespace_in_base64 = false;
};

}  // namespace snapseal
