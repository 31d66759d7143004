// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace snapseal::keys {

/// What a DER structure is.
enum class DerShape {
  pkcs1,
  pkcs1_public,
  pkcs8,
  encrypted_pkcs8,
  pkcs12,
  cms,
  sec1,
  spki,
  certificate,
  other
};

/// Told from the types of the first fields alone. A length may be indefinite (BER), as NSS writes
/// PKCS#12.
[[nodiscard]] DerShape shape_of(std::string_view der);

}  // namespace snapseal::keys
