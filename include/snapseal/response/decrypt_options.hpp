// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace snapseal {

/// How responses are opened. The defaults are strict.
struct DecryptOptions {
  /// Whether a 15-byte nonce whose tag does not hold is tried as `NonceForm::legacy15` too.
  bool try_legacy_nonce = true;
};

}  // namespace snapseal
