// SPDX-License-Identifier: Apache-2.0
#include "keys/ssh_rsa.hpp"

#include <snapseal/core/base64.hpp>
#include <snapseal/core/error.hpp>

#include "keys/ssh_wire.hpp"

namespace snapseal::keys {

namespace {

constexpr std::string_view key_type = "ssh-rsa";

constexpr Literal damaged = "the ssh-rsa key (RFC 4253) is damaged";

[[noreturn]] void throw_damaged() {
  throw Error(Errc::malformed_key, damaged);
}

}  // namespace

RsaPublicNumbers read_ssh_rsa_line(std::string_view line) {
  constexpr std::string_view blanks = " \t";
  if (const std::size_t end = line.find_first_of("\r\n"); end != std::string_view::npos) {
    if (line.find_first_not_of(" \t\r\n", end) != std::string_view::npos) {
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
