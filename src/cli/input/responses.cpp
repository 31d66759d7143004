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

bool contains_end_of_page(std::string_view line) {
  return line.find("</html>") != std::string_view::npos ||
         line.find("</HTML>") != std::string_view::npos ||
         line.find("</body>") != std::string_view::npos;
}

/// Lines that begin what goes on in the next line, or a file whose line feeds are not those of
/// ASCII. A whole HTML page on one line may be one bad answer among others.
bool begins_another_kind(std::string_view line) {
  return line.starts_with("-----BEGIN ") || line.starts_with("HTTP/") ||
         line.starts_with("\xff\xfe") || line.starts_with("\xfe\xff") ||
         line.starts_with("\x1f\x8b") ||
         (line.size() > 1 && (line[0] == '\0' || line[1] == '\0')) ||
         (line.starts_with('<') && !contains_end_of_page(line));
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

void require_lines(const FileName& name, const Line& first) {
  const std::string_view line = without_line_whitespace_around(first.text);
  const bool is_array = line.starts_with('[');
  if ((is_array || line.starts_with('{')) && (line.size() == 1 || line.ends_with(','))) {
    std::string file;
    if (!name.is_standard_stream()) {
      file.append(" ").append(quoted_for_shell(name.path()));
    }
    throw Failure{exit_malformed_input, std::string(to_string(Errc::malformed_json)),
                  name.shown() + ": the first line begins a JSON text that goes on in the next",
                  "--ndjson wants each response on a line of its own, as jq -c " +
                      std::string(is_array ? "'.[]'" : ".") + file + " writes it"};
  }
  if (begins_another_kind(line)) {
    try {
      static_cast<void>(EncryptedResponse::parse(first.text));
    } catch (const Error& error) {
      throw about_file(name.shown(), error);
    }
  }
}

}  // namespace snapseal::cli
