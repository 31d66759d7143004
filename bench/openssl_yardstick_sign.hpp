// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

/// Signing done plainly with OpenSSL 3 and a nlohmann::json document: what snapseal's signing is
/// measured against. It does less: it takes JSON with a member twice, rounds integers past 64 bits,
/// and wipes nothing. Bad input throws `std::exception`.
namespace yardstick {

/// base64(HMAC-SHA-256(key, text)), with OpenSSL's one-shot HMAC().
[[nodiscard]] std::string sign_text(std::string_view key, std::string_view text);

/// The same of a ready document {"content":...,"path":...,"query":...}, written compactly in ASCII.
[[nodiscard]] std::string sign_document(std::string_view key, const nlohmann::json& document);

/// The document from what is sent: the body is read.
[[nodiscard]] nlohmann::json read_content(std::string_view path, std::string_view query,
                                          std::string_view body);

/// Whether `signature` is that of a webhook's body, which is read, written and compared in constant
/// time.
[[nodiscard]] bool verify_webhook(std::string_view key, std::string_view body,
                                  std::string_view signature);

}  // namespace yardstick
