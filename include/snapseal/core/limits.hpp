// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace snapseal {

/// How much work input may cause. Every parser takes one; the defaults suit the API's responses and
/// key files as tools write them. Raise a limit only for input whose source you trust.
struct Limits {
  /// The longest response text, in bytes. `Errc::input_too_large`.
  std::size_t response_bytes = std::size_t{32} * 1024 * 1024;
  /// The deepest nesting of JSON arrays and objects; the outermost object counts as one.
  /// `Errc::json_too_deep`.
  std::size_t json_depth = 64;
  /// The longest request body, webhook or reply of an operation, in bytes. `Errc::input_too_large`.
  std::size_t request_bytes = std::size_t{8} * 1024 * 1024;
  /// The longest key file, in bytes. `Errc::input_too_large`.
  std::size_t key_file_bytes = std::size_t{64} * 1024;
  /// The most iterations of PBKDF2 in an encrypted key file (RFC 8018 section 5.2); ten million
  /// take ten seconds or more. `Errc::key_encryption_too_costly`.
  std::size_t pbkdf2_iterations = 10'000'000;
  /// The most memory, in bytes, of scrypt in an encrypted key file (128 * N * r, RFC 7914).
  /// The work, 128 * N * r * p, may be four times that. `Errc::key_encryption_too_costly`.
  std::size_t scrypt_bytes = std::size_t{256} * 1024 * 1024;
  /// The most rounds of bcrypt-pbkdf in an OpenSSH key file; ssh-keygen makes 16 or 24, a thousand
  /// take ten seconds or more. `Errc::key_encryption_too_costly`.
  std::size_t bcrypt_rounds = 1'000;
  /// The most memory, in bytes, of Argon2 in a PuTTY key file (RFC 9106; PuTTY takes 8 MiB). The
  /// work, memory times passes, may be 64 times that. `Errc::key_encryption_too_costly`.
  std::size_t argon2_bytes = std::size_t{256} * 1024 * 1024;
};

}  // namespace snapseal
