// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace snapseal::cli {

/// Whether a word of the command line that was not understood may be repeated in a message. Such a
/// word can be a secret in the wrong place, and messages land in logs. So only what plainly is a
/// path is shown (`is_plainly_path`), and nothing long.
[[nodiscard]] bool may_show_name(std::string_view word);

/// The same for a word where a command or one of a few fixed words was expected: a few small
/// letters and hyphens are shown too.
[[nodiscard]] bool may_show_word(std::string_view word);

/// What may be shown of a word that begins with a hyphen: "--passphrase" of "--passphrase=...",
/// "-p" of "-pSECRET"; nothing of what does not have the form of an option's name.
[[nodiscard]] std::string_view shown_option(std::string_view word);

}  // namespace snapseal::cli
