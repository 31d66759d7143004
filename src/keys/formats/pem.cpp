// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/pem.hpp"

#include <botan/base64.h>
#include <botan/exceptn.h>

#include <algorithm>
#include <cstring>
#include <snapseal/core/error.hpp>
#include <string>

#include "core/ascii.hpp"

namespace snapseal::keys {

namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view dashes = "-----";
constexpr std::size_t blocks_max = 64;  // each BEGIN line costs a search for its END line

/// How long the headers are if the lines of an encrypted block have become one, with spaces or
/// nothing in place of the line ends: up to the end of DEK-Info's IV, whose length the cipher
/// tells.
std::size_t headers_on_one_line(std::string_view line) {
  constexpr std::string_view dek_info = "DEK-Info:";
  constexpr std::string_view hex = "0123456789abcdefABCDEF";
  const std::size_t at = line.find(dek_info);
  const std::size_t comma = line.find(',', at);
  if (!line.substr(std::min(line.find_first_not_of(" \t"), line.size()))
           .starts_with("Proc-Type:") ||
      at == std::string_view::npos || comma == std::string_view::npos) {
    return 0;
  }
  const bool is_des = line.substr(at, comma - at).find("DES") != std::string_view::npos;
  const std::size_t digits_max = is_des ? 16 : 32;
  const std::size_t digits = std::min(line.find_first_not_of(hex, comma + 1), line.size());
  return std::min(digits, comma + 1 + digits_max);
}

// Header lines hold a colon, base64 does not; an empty line or the first base64 line ends them.
void split_headers(PemBlock& block) {
  const std::string_view text = block.body;
  std::size_t end_of_headers = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, line_end - at);
    const bool blank = line.find_first_not_of(ascii::line_whitespace) == std::string_view::npos;
    if (!blank && line.find(':') == std::string_view::npos) {
      break;
    }
    if (const std::size_t headers = headers_on_one_line(line); headers != 0) {
      end_of_headers = at + headers;
      break;
    }
    at = std::min(line_end + 1, text.size());
    if (!blank) {
      end_of_headers = at;
    }
  }
  block.headers = text.substr(0, end_of_headers);
  block.body = text.substr(end_of_headers);
}

}  // namespace

std::vector<PemBlock> find_pem_blocks(std::string_view text) {
  std::vector<PemBlock> blocks;
  for (std::size_t at = text.find(begin_mark);
       at != std::string_view::npos && blocks.size() < blocks_max; at = text.find(begin_mark, at)) {
    const std::size_t label_at = at + begin_mark.size();
    const std::size_t label_end = text.find(dashes, label_at);
    const std::size_t line_end = std::min(text.find_first_of("\r\n", label_at), text.size());
    if (label_end == std::string_view::npos || label_end > line_end) {
      at = label_at;  // only looks like a BEGIN line
      continue;
    }
    PemBlock block;
    block.label = text.substr(label_at, label_end - label_at);
    const std::size_t body_at = label_end + dashes.size();
    const std::string end_mark = "-----END " + std::string(block.label) + "-----";
    const std::size_t body_end = text.find(end_mark, body_at);
    if (body_end == std::string_view::npos) {
      block.has_end = false;
      blocks.push_back(block);
      at = body_at;
      continue;
    }
    block.body = text.substr(body_at, body_end - body_at);
    split_headers(block);
    blocks.push_back(block);
    at = body_end + end_mark.size();
  }
  return blocks;
}

SecretBytes decode_body(const PemBlock& block) {
  if (!block.has_end) {
    throw Error(Errc::malformed_key,
                "the key file has a BEGIN line and no END line to match: it is cut off");
  }
  try {
    // Botan's decoder takes the same time for any character, as a private key asks for.
    const auto bytes = Botan::base64_decode(block.body.data(), block.body.size());
    return SecretBytes::copy_of(bytes);
  } catch (const Botan::Exception&) {
    throw Error(Errc::malformed_key, "the lines between BEGIN and END are not base64");
  }
}

SecretString encode_pem(std::string_view label, std::span<const std::uint8_t> content,
                        std::size_t line_characters) {
  SecretString base64_text = [&] {
    SecretBytes text(Botan::base64_encode_max_output(content.size()));
    std::size_t consumed = 0;
    const std::size_t written =
        Botan::base64_encode(reinterpret_cast<char*>(text.expose().data()), content.data(),
                             content.size(), consumed, /*final_inputs=*/true);
    return SecretString(SecretBytes::copy_of(text.expose().first(written)));
  }();
  const std::string_view base64 = base64_text.expose();

  const std::size_t lines = (base64.size() + line_characters - 1) / line_characters;
  const std::string head = std::string(begin_mark).append(label).append("-----\n");
  const std::string foot = std::string("-----END ").append(label).append("-----\n");
  SecretBytes pem(head.size() + base64.size() + lines + foot.size());
  std::uint8_t* out = pem.expose().data();
  const auto put = [&out](std::string_view text) {
    std::memcpy(out, text.data(), text.size());
    out += text.size();
  };
  put(head);
  for (std::size_t at = 0; at < base64.size(); at += line_characters) {
    put(base64.substr(at, line_characters));
    put("\n");
  }
  put(foot);
  return SecretString(std::move(pem));
}

}  // namespace snapseal::keys
