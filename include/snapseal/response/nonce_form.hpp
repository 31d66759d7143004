// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <snapseal/core/print.hpp>
#include <snapseal/export.hpp>

namespace snapseal {

/// How a message was encrypted under its nonce.
enum class NonceForm {
  /// The whole nonce, as RFC 7253 says.
  rfc7253,
  /// The first 14 bytes of a 15-byte nonce: what PyCryptodome before 3.17.0 does with its own
  /// default nonce length, and therefore what a server that runs it sends.
  legacy15,
};

/// "rfc7253" or "legacy15".
[[nodiscard]] SNAPSEAL_API std::string_view to_string(NonceForm form) noexcept;

}  // namespace snapseal
