// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "keys/formats/pem.hpp"

/// Key files that are known and refused: what each is told.
namespace snapseal::keys {

/// Throws if a block, or else the beginning of the text, is of a kind that is not a private key or
/// not read. `text` has no leading spaces.
void refuse_as_private_key(std::span<const PemBlock> blocks, std::string_view text);
/// The same where a public key is needed.
void refuse_as_public_key(std::span<const PemBlock> blocks, std::string_view text);

/// The same for files that are no text, told by their first bytes.
void refuse_binary_as_private_key(std::string_view file);
void refuse_binary_as_public_key(std::string_view file);

/// For what is of no known kind of key: says what it is where that can be told, a token or a web
/// page for example. Throws `Errc::unrecognized_key_format`.
[[noreturn]] void throw_unrecognized(std::span<const PemBlock> blocks, std::string_view text);

}  // namespace snapseal::keys
