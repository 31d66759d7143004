// SPDX-License-Identifier: Apache-2.0
#include "explain/given_signature.hpp"

#include <botan/mem_ops.h>

#include <algorithm>
#include <array>
#include <snapseal/core/base64.hpp>
#include <snapseal/core/error.hpp>
#include <string>

#include "core/ascii.hpp"
#include "core/bytes.hpp"
#include "signing/percent.hpp"

namespace snapseal::explain {

namespace {

using D = Deviation;
using Bytes = std::vector<std::uint8_t>;

// A signature is short. What is longer is none, and is not looked at.
constexpr std::size_t signature_bytes_max = 1024;
// Fewer bytes of a sum could fit by chance.
constexpr std::size_t cut_bytes_min = 6;

std::optional<Bytes> from_base64(std::string_view text) {
  try {
    return text.empty() ? std::nullopt : std::optional(base64::decode(text));
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// Of base64 in either alphabet, with or without padding.
std::optional<Bytes> from_base64url(std::string_view text) {
  std::string strict(text.substr(0, text.find_last_not_of('=') + 1));
  std::replace(strict.begin(), strict.end(), '-', '+');
  std::replace(strict.begin(), strict.end(), '_', '/');
  strict.append((4 - strict.size() % 4) % 4, '=');
  return from_base64(strict);
}

std::optional<Bytes> from_hex(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdefABCDEF";
  text.remove_prefix(text.starts_with("0x") || text.starts_with("0X") ? 2 : 0);
  std::string escaped;
  for (std::size_t at = 0; at < text.size(); at += 2) {
    at += text[at] == ':' || (at > 0 && text[at] == '-') ? 1U : 0U;  // as fingerprints are written
    const std::string_view pair = text.substr(std::min(at, text.size()), 2);
    if (pair.size() != 2 || pair.find_first_not_of(digits) != std::string_view::npos) {
      return std::nullopt;
    }
    escaped.append("%").append(pair);
  }
  const std::string bytes = signing::percent_decoded(escaped, false);
  return bytes.empty() ? std::nullopt : std::optional(Bytes(bytes.begin(), bytes.end()));
}

std::string without_any_of(std::string_view text, std::string_view characters) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [=](char c) { return characters.find(c) == std::string_view::npos; });
  return out;
}

/// After a word that names the header, the version or the algorithm: "sha256=", "Signature: ",
/// "HMAC-SHA256 ", "SHA2-256(stdin)= ". All of it if there is none.
std::string_view without_prefix(std::string_view text) {
  const std::size_t equals = text.find("= ");
  if (text.find("(stdin)") < equals) {  // openssl dgst
    return text.substr(std::min(text.size(), equals + 2));
  }
  constexpr std::array<std::string_view, 12> words{
      "hmac-sha256", "hmac_sha256", "hmacsha256", "signature", "sha-256", "sha256",
      "bearer",      "basic",       "hmac",       "v0",        "v1",      "sig"};
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  for (const std::string_view word : words) {
    const bool begins =
        text.size() > word.size() && std::equal(word.begin(), word.end(), text.begin(), same);
    const std::size_t end = text.find_first_not_of(":= ", std::min(word.size(), text.size()));
    if (begins && end != std::string_view::npos && end > word.size()) {
      return text.substr(end);
    }
  }
  return text;
}

}  // namespace

GivenSignature::GivenSignature(std::string_view text) {
  if (text.size() > signature_bytes_max) {
    return;
  }
  read(text, {});
  if (const std::string bare = without_any_of(text, " \t\r\n\"'`,"); bare != text) {
    read(bare, {D::signature_blanks});
  }
  // A + that was read as a form's space.
  std::string pluses(text);
  std::replace(pluses.begin(), pluses.end(), ' ', '+');
  if (pluses != text) {
    read(pluses, {D::signature_blanks});
  }
  if (const std::string_view rest = without_prefix(ascii::without_whitespace_around(text));
      rest != ascii::without_whitespace_around(text)) {
    read(ascii::without_whitespace_around(rest), {D::signature_prefix});
  }
  if (const std::string decoded = signing::percent_decoded(text, false); decoded != text) {
    read(decoded, {D::signature_encoded_again});
  }
}

void GivenSignature::read(std::string_view text, const std::vector<Deviation>& spelling) {
  const auto with = [&spelling](D deviation) {
    std::vector<Deviation> both = spelling;
    both.push_back(deviation);
    return both;
  };
  if (auto bytes = from_base64(text)) {
    read_again(*bytes, with(D::signature_encoded_again));
    readings_.push_back({std::move(*bytes), spelling, false});
  } else if (auto url = from_base64url(text)) {
    read_again(*url, with(D::signature_encoded_again));
    readings_.push_back({std::move(*url), with(D::base64url_signature), false});
  }
  if (auto bytes = from_hex(text)) {
    readings_.push_back({*bytes, with(D::hex_signature), false});
    readings_.push_back({std::move(*bytes), with(D::signature_cut), true});
  }
  if (auto bytes = from_base64(text.substr(0, text.size() / 4 * 4))) {
    readings_.push_back({std::move(*bytes), with(D::signature_cut), true});
  }
}

// Bytes that are text themselves.
void GivenSignature::read_again(const std::vector<std::uint8_t>& bytes,
                                const std::vector<Deviation>& spelling) {
  const std::string_view text = as_text(bytes);
  const std::string_view bare = ascii::without_whitespace_around(text);
  for (auto again : {from_hex(bare), from_base64(bare)}) {
    if (again) {
      readings_.push_back({std::move(*again), spelling, false});
    }
  }
}

std::optional<std::vector<Deviation>> GivenSignature::spelling_of(
    std::span<const std::uint8_t> sum) const {
  for (const Reading& reading : readings_) {
    const bool size_fits =
        reading.cut ? reading.bytes.size() >= cut_bytes_min && reading.bytes.size() < sum.size()
                    : reading.bytes.size() == sum.size();
    if (size_fits &&
        Botan::constant_time_compare(reading.bytes.data(), sum.data(), reading.bytes.size())) {
      return reading.spelling;
    }
  }
  return std::nullopt;
}

}  // namespace snapseal::explain
