// SPDX-License-Identifier: Apache-2.0
#include "commands/received_reply.hpp"

#include <algorithm>
#include <charconv>
#include <snapseal/api/api_error.hpp>

#include "failure.hpp"

namespace snapseal::cli {

namespace {

constexpr std::string_view blanks = " \t";
constexpr int status_ok = 200;

Failure malformed(const FileName& name, const char* why) {
  return {exit_malformed_input, "malformed_reply", name.shown() + ": " + why,
          "give what curl --include prints, or the body alone"};
}

/// Takes a line off the text, without its end; none is left if it has no end.
std::string_view take_line(std::string_view& text) {
  const std::size_t size = text.find('\n');
  std::string_view line = text.substr(0, size);
  text.remove_prefix(size == std::string_view::npos ? text.size() : size + 1);
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "HTTP/1.1 200 OK", "HTTP/2 200" (RFC 9112 section 4); `nullopt` if it is not such a line.
std::optional<int> status_in(std::string_view line) {
  const std::size_t space = line.find(' ');
  if (!line.starts_with("HTTP/") || space == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view code = line.substr(space + 1, 3);
  const std::string_view after = line.substr(std::min(space + 4, line.size()));
  if (code.size() != 3 || !std::all_of(code.begin(), code.end(), is_digit) ||
      !(after.empty() || after.starts_with(' '))) {
    return std::nullopt;
  }
  return (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0');
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

/// Takes a status line with its headers, and the empty line after them, off the text.
void take_head(const FileName& name, std::string_view& text, api::Reply& reply) {
  const auto status = status_in(take_line(text));
  if (!status) {
    throw malformed(name, "the status line is not one of HTTP");
  }
  reply.status = *status;
  reply.headers.clear();
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) {
      return;
    }
    if (blanks.find(line.front()) != std::string_view::npos && !reply.headers.empty()) {
      reply.headers.back().second.append(" ").append(trimmed(line));  // RFC 9112 section 5.2
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) {
      throw malformed(name, "a line between the status line and the body is not a header");
    }
    reply.headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  }
}

/// The body is shorter than its head says.
bool is_cut_off(const api::Reply& reply) {
  const auto length = reply.header("Content-Length");
  std::size_t bytes = 0;
  return length &&
         std::from_chars(length->data(), length->data() + length->size(), bytes).ec ==
             std::errc() &&
         reply.body.size() < bytes && !reply.header("Content-Encoding");
}

/// As `curl --verbose` prints it, on standard error.
bool is_verbose(std::string_view text) {
  return text.starts_with("* ") || text.starts_with("> ") || text.starts_with("< HTTP/");
}

bool is_success(int status) {
  return status >= 200 && status <= 299;
}

bool is_compressed(const api::Reply& reply) {
  return reply.body.starts_with("\x1f\x8b") || reply.header("Content-Encoding") == "br" ||
         reply.header("Content-Encoding") == "zstd";
}

/// The number of a member "status_code": 401, wherever it stands.
std::optional<int> status_code_in(std::string_view body) {
  constexpr std::string_view member = "\"status_code\"";
  const std::size_t at = body.find(member);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  body.remove_prefix(at + member.size());
  body.remove_prefix(std::min(body.find_first_not_of(" \t\r\n:"), body.size()));
  int status = 0;
  for (std::size_t i = 0; i < 3 && i < body.size() && is_digit(body[i]); ++i) {
    status = status * 10 + (body[i] - '0');
  }
  return status >= 300 && status <= 599 ? std::optional(status) : std::nullopt;
}

}  // namespace

ReceivedReply read_reply_text(const FileName& name, std::string_view text) {
  if (text.empty()) {
    throw malformed(name, "it is empty: there is no reply in it");
  }
  ReceivedReply received;
  while (text.starts_with("HTTP/")) {
    take_head(name, text, received.reply);
    received.has_status = true;
  }
  received.reply.body = std::string(text);
  if (is_compressed(received.reply)) {
    throw malformed(name, "the body is compressed: curl --compressed has it readable");
  }
  if (is_verbose(text)) {
    throw malformed(name, "it is what curl --verbose prints");
  }
  if (is_cut_off(received.reply)) {
    throw malformed(name, "it is cut off: the body is shorter than its Content-Length");
  }
  if (!received.has_status) {
    received.reply.status = status_ok;
  }
  if (is_success(received.reply.status) && text.starts_with('<')) {
    throw malformed(name, "it is an HTML page, as a proxy or another server sends it");
  }
  return received;
}

std::optional<api::Reply> error_answer_in(const api::Reply& reply) {
  constexpr int status_unknown = 0;
  api::Reply answer = reply;
  answer.status = status_code_in(reply.body).value_or(status_unknown);
  try {
    api::require_success(answer);
  } catch (const api::ApiError& error) {
    const std::string& code = error.api_code();
    const bool is_code = !code.empty() && std::all_of(code.begin(), code.end(), is_digit);
    // A currency has a code too.
    if (answer.status != status_unknown || (is_code && !error.detail().empty())) {
      return answer;
    }
  }
  return std::nullopt;
}

}  // namespace snapseal::cli
