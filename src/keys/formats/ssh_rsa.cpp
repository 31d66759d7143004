// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/ssh_rsa.hpp"

#include <algorithm>
#include <array>
#include <snapseal/core/base64.hpp>
#include <snapseal/core/error.hpp>

#include "core/ascii.hpp"
#include "keys/formats/ssh_wire.hpp"

namespace snapseal::keys {

namespace {

constexpr std::string_view key_type = "ssh-rsa";

constexpr Literal damaged = "the ssh-rsa key (RFC 4253) is damaged";

[[noreturn]] void throw_damaged() {
  throw Error(Errc::malformed_key, damaged);
}

constexpr std::string_view blanks = " \t";

// sshd(8), "AUTHORIZED_KEYS FILE FORMAT". Not among them: cert-authority, whose key is no user's.
constexpr std::array<std::string_view, 23> options{"agent-forwarding",
                                                   "command",
                                                   "environment",
                                                   "expiry-time",
                                                   "from",
                                                   "no-agent-forwarding",
                                                   "no-pty",
                                                   "no-port-forwarding",
                                                   "no-touch-required",
                                                   "no-user-rc",
                                                   "no-x11-forwarding",
                                                   "permitlisten",
                                                   "permitopen",
                                                   "port-forwarding",
                                                   "principals",
                                                   "pty",
                                                   "restrict",
                                                   "touch-required",
                                                   "tunnel",
                                                   "user-rc",
                                                   "verify-required",
                                                   "x11-forwarding",
                                                   "zos-key-ring-label"};

bool is_option(std::string_view name) {
  return std::any_of(options.begin(), options.end(), [name](std::string_view option) {
    return ascii::are_same_caseless(name, option);
  });
}

/// Takes NAME or NAME="VALUE" off the beginning, if it is an option of sshd. In a value \" is a
/// quotation mark.
bool take_option(std::string_view& text) {
  const std::size_t name_end = std::min(text.find_first_of("=, \t\r\n"), text.size());
  if (!is_option(text.substr(0, name_end))) {
    return false;
  }
  text.remove_prefix(name_end);
  if (!text.starts_with('=')) {
    return true;
  }
  if (!text.starts_with("=\"")) {
    return false;
  }
  for (std::size_t at = 2; at < text.size() && text[at] != '\n'; ++at) {
    if (text[at] == '"' && text[at - 1] != '\\') {
      text.remove_prefix(at + 1);
      return true;
    }
  }
  return false;
}

bool is_only_comments(std::string_view lines) {
  for (;;) {
    const std::size_t at = lines.find_first_not_of(ascii::whitespace);
    if (at == std::string_view::npos) {
      return true;
    }
    if (lines[at] != '#') {
      return false;
    }
    lines.remove_prefix(std::min(lines.find_first_of("\r\n", at), lines.size()));
  }
}

}  // namespace

std::string_view without_ssh_options(std::string_view text) {
  while (text.starts_with('#')) {
    text.remove_prefix(std::min(text.find_first_of("\r\n"), text.size()));
    text.remove_prefix(std::min(text.find_first_not_of(ascii::whitespace), text.size()));
  }
  std::string_view rest = text;
  while (take_option(rest)) {
    if (rest.starts_with(',')) {
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t key = rest.find_first_not_of(blanks);
    return key == 0 || key == std::string_view::npos ? text : rest.substr(key);
  }
  return text;
}

RsaPublicNumbers read_ssh_rsa_line(std::string_view line) {
  if (const std::size_t end = line.find_first_of("\r\n"); end != std::string_view::npos) {
    if (!is_only_comments(line.substr(end))) {
      throw Error(Errc::malformed_key, "more than one line: one ssh-rsa line is needed");
    }
    line = line.substr(0, end);
  }
  if (!line.starts_with(key_type)) {
    throw_damaged();
  }
  line.remove_prefix(key_type.size());
  const std::size_t at = line.find_first_not_of(blanks);
  if (at == 0 || at == std::string_view::npos) {
    throw_damaged();
  }
  line.remove_prefix(at);

  std::vector<std::uint8_t> blob;
  try {
    blob = base64::decode(line.substr(0, line.find_first_of(blanks)));
  } catch (const Error&) {
    throw_damaged();
  }
  return read_ssh_rsa_blob(blob);
}

RsaPublicNumbers read_ssh_rsa_blob(std::span<const std::uint8_t> blob) {
  SshReader fields(blob, damaged);
  if (fields.take_text() != key_type) {
    throw_damaged();
  }
  RsaPublicNumbers key;
  key.e = fields.take_mpint();
  key.n = fields.take_mpint();
  fields.require_end();
  return key;
}

std::vector<std::uint8_t> write_ssh_rsa_blob(const RsaPublicNumbers& key) {
  SshWriter blob;
  blob.put_text(key_type).put_mpint(key.e).put_mpint(key.n);
  return {blob.bytes().begin(), blob.bytes().end()};
}

void require_comment(std::string_view comment) {
  if (comment.find_first_of("\r\n") != std::string_view::npos ||
      comment.find('\0') != std::string_view::npos) {
    throw Error(Errc::invalid_argument, "must be one line, without line ends", "comment");
  }
}

}  // namespace snapseal::keys
