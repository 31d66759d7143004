// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <snapseal/core/secret.hpp>

namespace snapseal::keys {

/// One textual block of RFC 7468: views into the text it was found in.
struct PemBlock {
  std::string_view label;    ///< "PRIVATE KEY"
  std::string_view headers;  ///< RFC 1421 header lines ("Proc-Type: ..."), or empty.
  std::string_view body;     ///< Base64, with its line ends.
  bool has_end = true;       ///< Whether there is an END line to match.
};

/// The first 64 blocks of a text, in order; none if it has no BEGIN line. Text before, between and
/// after them is passed over.
[[nodiscard]] std::vector<PemBlock> find_pem_blocks(std::string_view text);

/// The bytes of a block's body. Throws `Errc::malformed_key`, also if the block has no end.
[[nodiscard]] SecretBytes decode_body(const PemBlock& block);

/// A whole block, in lines of 64 characters (RFC 7468) or as many as said.
[[nodiscard]] SecretString encode_pem(std::string_view label, std::span<const std::uint8_t> content,
                                      std::size_t line_characters = 64);

}  // namespace snapseal::keys
