// SPDX-License-Identifier: Apache-2.0
#include "input/content.hpp"

#include <unistd.h>

#include <algorithm>

#include "ascii.hpp"
#include "failure.hpp"
#include "output/characters.hpp"
#include "output/terminal.hpp"
#include "secrets/secret_file.hpp"

namespace snapseal::cli {

namespace {

SecretString query_of(const ContentOptions& options) {
  if (options.query_file) {
    return read_secret_line(FileName(*options.query_file, "--query-file"), query_secret).text;
  }
  if (options.query->find("userSecret=") != std::string::npos) {
    note(
        "the query holds a user secret, and others can see a command line; --query-file FILE "
        "takes it from a file");
  }
  return SecretString::copy_of(*options.query);
}

// Mistakes that would be signed all the same, and never verify.

std::string percent_encoded(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const unsigned char byte : bytes) {
    text += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return text;
}

std::string_view name_of(char c) {
  switch (c) {
    case '#': return "a #";
    case ' ': return "a space";
    case '\t': return "a tab";
    case '\n': return "a line feed";
    case '\r': return "a carriage return";
    default:
      return static_cast<unsigned char>(c) < 0x80 ? "a control character"
                                                  : "a character beyond ASCII";
  }
}

/// Path and query are sent as they are signed. `giver` is an option; what a file holds is not
/// repeated.
void check_url_part(std::string_view giver, std::string_view text, bool is_in_file) {
  const auto found = cannot_be_sent_at(text);
  if (!found) {
    return;
  }
  const std::size_t at = *found;
  if (is_in_file && (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
                     text.find('\0') != std::string_view::npos)) {
    throw usage_failure(std::string(giver) + " is UTF-16 text, or not text at all",
                        "save it as UTF-8");
  }
  const bool is_ascii = static_cast<unsigned char>(text[at]) < 0x80;
  std::string hint = text[at] == '#' ? "a # begins the fragment of a URL, which is never sent"
                                     : "give what is sent, byte for byte";
  if (is_ascii || !is_in_file) {
    const std::size_t size = first_character(text.substr(at)).size;
    hint = "percent-encoded it is " + percent_encoded(text.substr(at, size)) + "; " + hint;
  }
  throw usage_failure(std::string(giver) + " has " + std::string(name_of(text[at])) + " (at byte " +
                          std::to_string(at) + "): it cannot be sent as it stands",
                      std::move(hint));
}

void check_path(const std::string& path) {
  if (!path.starts_with('/')) {
    throw usage_failure("--path begins with a slash: it is the path of the URL, without the host");
  }
  if (path.find('?') != std::string::npos) {
    throw usage_failure("--path ends before the ?; what follows is for --query");
  }
  check_url_part("--path", path, false);
}

void check_query(std::string_view giver, std::string_view query, bool is_in_file) {
  if (query.starts_with('?')) {
    throw usage_failure(std::string(giver) + " begins after the ?");
  }
  check_url_part(giver, query, is_in_file);
}

}  // namespace

Content::Content(const ContentOptions& options) : path_(options.path), query_(query_of(options)) {
  if (options.query_file) {
    check_query("--query-file", query_.expose(), true);
  }
  if (options.body) {
    body_ = read_request_body(*options.body);
    body_name_ = FileName(*options.body, "BODY").shown();
  }
}

SecretString read_request_body(const std::string& path) {
  const FileName name(path, "BODY");
  SecretString body = read_input(name, Limits{}.request_bytes, "body");
  if (body.empty()) {
    // What should have written it has failed, most likely.
    throw usage_failure("BODY is empty: " + name.shown(), "--no-body says that there is none");
  }
  return body;
}

void check_content(const ContentOptions& options, Inputs& inputs) {
  if (options.query && options.query_file) {
    throw usage_failure("--query excludes --query-file");
  }
  if (!options.query && !options.query_file) {
    throw usage_failure("--query or --query-file is required",
                        "what is after the ? of the URL, as it is sent; \"\" for nothing");
  }
  check_path(options.path);
  check_query("--query", options.query.value_or(""), false);
  inputs.add("--query-file", options.query_file, "query").add("BODY", options.body, "body");
  if (options.body || options.no_body) {
    inputs.check();
  } else {
    inputs.check_without_body();
  }
}

std::optional<std::size_t> cannot_be_sent_at(std::string_view url_part) {
  const auto cannot_be_sent = [](unsigned char c) { return c <= ' ' || c == '#' || c >= 0x7f; };
  const auto found = std::find_if(url_part.begin(), url_part.end(), cannot_be_sent);
  return found == url_part.end()
             ? std::nullopt
             : std::optional(static_cast<std::size_t>(found - url_part.begin()));
}

std::string_view bare_signature(std::string_view signature) {
  return without_whitespace_around(signature);
}

void write_exactly(std::string_view text) {
  write_output(text);
  if (is_terminal(STDOUT_FILENO) && !text.ends_with('\n')) {
    write_output("\n");
  }
}

}  // namespace snapseal::cli
