// SPDX-License-Identifier: Apache-2.0
// Base64 and base64url beside a decoder that is plainly right, on the path of the widest
// instructions and on that of the tables.
#include <algorithm>
#include <snapseal/core/base64.hpp>
#include <string>

#include "core/base64_decode.hpp"
#include "core/base64url.hpp"
#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;

namespace {

std::optional<Bytes> plainly_decoded(std::string_view text) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() % 4 != 0) {
    return std::nullopt;
  }
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  Bytes bytes;
  std::uint32_t bits = 0;
  std::size_t count = 0;
  for (const char c : text.substr(0, text.size() - padding)) {
    const std::size_t value = alphabet.find(c);
    if (value == std::string_view::npos) {
      return std::nullopt;
    }
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<std::uint8_t>(bits >> count));
      bits &= (1U << count) - 1;
    }
  }
  return bits == 0 ? std::optional(bytes) : std::nullopt;  // what is left over must be zeros
}

std::optional<Bytes> decoded(std::string_view text) {
  std::optional<Bytes> bytes;
  const auto error = error_of([&] { bytes = base64::decode(text); });
  FUZZ_CHECK(!error || error->code() == Errc::invalid_base64);
  return bytes;
}

/// Few characters at a time are too short for wide instructions: the tables decode them.
std::optional<Bytes> decoded_in_pieces(std::string_view text) {
  Bytes bytes;
  for (; text.size() > 8; text.remove_prefix(8)) {
    const auto part = decoded(text.substr(0, 8));
    if (!part || part->size() != 6) {
      return std::nullopt;
    }
    bytes.insert(bytes.end(), part->begin(), part->end());
  }
  const auto last = decoded(text);
  if (last) {
    bytes.insert(bytes.end(), last->begin(), last->end());
  }
  return last ? std::optional(bytes) : std::nullopt;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactBuffer exact(Input(data, size).rest());
  const std::string_view text = exact.view();
  const auto expected = plainly_decoded(text);
  FUZZ_CHECK(decoded(text) == expected && decoded_in_pieces(text) == expected);
  FUZZ_CHECK(!expected || base64::encode(*expected) == text);
  const Bytes bytes(data, data + size);
  const std::string encoded = base64::encode(bytes);
  FUZZ_CHECK(decoded(encoded) == bytes && decoded_in_pieces(encoded) == bytes);
  if (size != 0) {
    std::string changed = encoded;
    changed[data[0] % changed.size()] = static_cast<char>(data[size - 1]);
    FUZZ_CHECK(decoded(changed) == plainly_decoded(changed));
  }
  const auto url = base64url::decode(text);
  FUZZ_CHECK(!url || base64url::encode(url->expose()).expose() == text);
  const auto again = base64url::decode(base64url::encode(bytes).expose());
  FUZZ_CHECK(again && std::equal(bytes.begin(), bytes.end(), again->expose().begin(),
                                 again->expose().end()));
  return 0;
}
