// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include <snapseal/core/print.hpp>
#include <snapseal/export.hpp>

namespace snapseal {

/// The library that does the RSA step of a key in memory; `PrivateKey::with_backend` chooses. Both
/// give the same results and the same errors, for all keys that are read. OpenSSL decrypts two to
/// three times as fast and works after a `fork`; Botan needs no other library.
enum class RsaBackend : std::uint8_t {
  botan,    ///< Botan: in every build.
  openssl,  ///< libcrypto 3, if it is built in (CMake: `SNAPSEAL_WITH_OPENSSL`).
};

/// "Botan", "OpenSSL": what `KeyUnwrapper::name` says of such a key.
[[nodiscard]] SNAPSEAL_API std::string_view to_string(RsaBackend backend) noexcept;

/// Whether this build of the library has it.
[[nodiscard]] SNAPSEAL_API bool is_built_in(RsaBackend backend) noexcept;

/// What a new `PrivateKey` uses: OpenSSL if it is built in, else Botan.
[[nodiscard]] SNAPSEAL_API RsaBackend default_rsa_backend() noexcept;

}  // namespace snapseal
