// SPDX-License-Identifier: Apache-2.0
#include "input/responses.hpp"

#include <algorithm>

#include "ascii.hpp"

namespace snapseal::cli {

namespace {

bool is_plain_answer(std::string_view text) {
  return text.find("redirectURI") != std::string_view::npos;
}

/// "code 1076: Unable to verify signature sent", if the text is an error answer of the API. The
/// server's words are shown as printable ASCII only.
std::string api_error_in(std::string_view text) {
  if (is_plain_answer(text)) {
    return {};  // its login link is a secret, and is not copied
  }
  try {
    api::require_success({.status = 400, .headers = {}, .body = std::string(text)});
  } catch (const api::ApiError& error) {
    std::string code = error.api_code();
    std::erase_if(code, [](char c) { return c < '0' || c > '9'; });
    std::string detail = error.detail();
    std::replace_if(
        detail.begin(), detail.end(), [](char c) { return c < 0x20 || c > 0x7e; }, '?');
    return (code.empty() ? "" : "code " + code) + (code.empty() || detail.empty() ? "" : ": ") +
           detail;
  }
  return {};
}

std::string hint_for(const Error& error, std::string_view text, std::string general_hint) {
  switch (error.code()) {
    case Errc::invalid_base64:
      return whitespace_is_all_that_is_wrong(error, text) ? std::string(whitespace_hint)
                                                          : general_hint;
    case Errc::missing_member: {
      const std::string said = error.field() == "encryptedSharedKey" ? api_error_in(text) : "";
      if (!said.empty()) {
        return "the API says: " + said;
      }
      return is_plain_answer(text) ? "" : general_hint;
    }
    default: return general_hint;
  }
}

}  // namespace

Failure about_response(const FileName& name, const Error& error, std::string_view text,
                       std::string general_hint) {
  return about_file(name.shown(), error, hint_for(error, text, std::move(general_hint)));
}

bool whitespace_is_all_that_is_wrong(const Error& error, std::string_view text) {
  if (error.code() != Errc::invalid_base64) {
    return false;
  }
  try {
    static_cast<void>(
        EncryptedResponse::parse(text, snapseal::ParseOptions{.skip_whitespace_in_base64 = true}));
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace snapseal::cli
