// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

/// What stands after the options of a line of an authorized_keys file (sshd(8)), and after lines
/// of comments; the same text if it does not begin with such. `text` has no leading spaces.
[[nodiscard]] std::string_view without_ssh_options(std::string_view text);

/// One line "ssh-rsa BASE64 [COMMENT]"; after it may be lines of comments. The numbers are not
/// checked. Throws `Errc::malformed_key`.
[[nodiscard]] RsaPublicNumbers read_ssh_rsa_line(std::string_view line);

/// The public key blob of RFC 4253 section 6.6: string "ssh-rsa", mpint e, mpint n. The numbers are
/// not checked. Throws `Errc::malformed_key`.
[[nodiscard]] RsaPublicNumbers read_ssh_rsa_blob(std::span<const std::uint8_t> blob);
[[nodiscard]] std::vector<std::uint8_t> write_ssh_rsa_blob(const RsaPublicNumbers& key);

/// Throws `Errc::invalid_argument` if the comment of a key has a line end or a NUL.
void require_comment(std::string_view comment);

}  // namespace snapseal::keys
