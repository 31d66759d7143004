// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>

#include "commands/signing_commands.hpp"
#include "failure.hpp"
#include "input/content.hpp"
#include "output/characters.hpp"
#include "output/json_writer.hpp"
#include "secrets/credentials.hpp"
#include "secrets/secret_text.hpp"

namespace snapseal::cli {

namespace {

/// Where a member or parameter that may be a secret begins to have its value: userSecret=...,
/// "user_secret": "...", "TOKEN" : ["..."]. The end if there is none.
struct SecretPlace {
  std::size_t begin;
  bool is_member;
};

SecretPlace next_secret(std::string_view text, std::size_t from) {
  constexpr std::array<std::string_view, 3> names{"secret", "token", "password"};
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  std::size_t name_end = text.size();
  std::size_t name_begin = text.size();
  for (const std::string_view name : names) {
    const std::string_view rest = text.substr(from);
    const std::size_t at =
        from +
        static_cast<std::size_t>(std::distance(
            rest.begin(), std::search(rest.begin(), rest.end(), name.begin(), name.end(), same)));
    if (at < name_begin) {
      name_begin = at;
      name_end = at + name.size();
    }
  }
  const std::size_t begin =
      std::min(text.find_first_not_of("\\\" :=\t\r\n", name_end), text.size());
  return {begin, text.substr(name_end, begin - name_end).find(':') != std::string_view::npos};
}

/// After the last byte of the value that begins there. Of an array or object all is secret.
std::size_t end_of_value(std::string_view text, SecretPlace place) {
  const char first = place.begin < text.size() ? text[place.begin] : '\0';
  if (place.is_member && (first == '[' || first == '{')) {
    return std::min(text.find(first == '[' ? ']' : '}', place.begin), text.size());
  }
  std::size_t at = place.begin;
  while (at < text.size() && text[at] != '"' && (place.is_member || text[at] != '&')) {
    at = std::min(text.size(), at + (text[at] == '\\' ? 2 : 1));
  }
  return at;
}

/// The text with each byte of a secret's value as a star, so that a part of it can be shown.
SecretString starred(std::string_view text) {
  SecretBytes bytes(text.size());
  std::copy(text.begin(), text.end(), bytes.expose().begin());
  for (std::size_t at = 0; at < text.size();) {
    const SecretPlace place = next_secret(text, at);
    at = end_of_value(text, place);
    std::fill(bytes.expose().begin() + static_cast<std::ptrdiff_t>(place.begin),
              bytes.expose().begin() + static_cast<std::ptrdiff_t>(at), std::uint8_t{'*'});
  }
  return SecretString(std::move(bytes));
}

bool goes_on_a_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// A few characters of it from there on.
std::string part_of(std::string_view text, std::size_t from) {
  constexpr std::size_t bytes_max = 24;
  const SecretString safe = starred(text);
  const std::string_view shown = safe.expose();
  if (from >= shown.size()) {
    return "(its end)";
  }
  while (from > 0 && goes_on_a_character(shown[from])) {
    --from;
  }
  std::size_t to = std::min(shown.size(), from + bytes_max);
  while (to < shown.size() && goes_on_a_character(shown[to])) {
    ++to;
  }
  return visible(shown.substr(from, to - from)) + (to < shown.size() ? "..." : "");
}

/// "content", "path" or "query". In a canonical text the last of a name is the one at the top, as
/// quotation marks within the values after it are escaped.
std::string_view member_at(std::string_view canonical, std::size_t at) {
  const std::size_t query = canonical.rfind(R"(,"query":")");
  const std::size_t path = canonical.rfind(R"(,"path":")", query);
  return at > query ? "query" : at > path ? "path" : "content";
}

/// What is told about a signature or a text.
struct Report {
  std::string what;
  SignatureExplanation found;
  std::vector<QueryWarning> warnings;
};

void write_difference(std::ostream& text, const Report& report, std::string_view foreign,
                      bool webhook) {
  const std::size_t at = *report.found.first_difference;
  const std::string_view canonical = report.found.canonical.expose();
  text << "First difference, ";
  if (!webhook) {
    text << "at the " << member_at(canonical, at) << ", ";
  }
  text << "after " << at << " bytes that are the same:\n"
       << "  must be: " << part_of(canonical, at) << '\n'
       << "  is:      " << part_of(foreign, at) << '\n';
}

std::string to_text(const Report& report, const std::optional<SecretString>& foreign,
                    bool webhook) {
  const SignatureExplanation& found = report.found;
  std::ostringstream text;
  text << "The " << report.what << (found.matches ? " is right.\n" : " is wrong.\n");
  if (foreign && found.first_difference) {
    write_difference(text, report, foreign->expose(), webhook);
  }
  if (!found.matches && found.deviations.empty()) {
    text << "No known deviation explains it: are "
         << (webhook ? "key and body the ones that came?\n"
                     : "key, path, query and body the ones that were sent?\n");
  }
  for (const Deviation deviation : found.deviations) {
    text << to_string(deviation) << ": " << advice(deviation) << '\n';
  }
  for (const QueryWarning warning : report.warnings) {
    text << "warning: " << to_string(warning) << ": " << advice(warning) << '\n';
  }
  return text.str();
}

/// An array of objects with name and advice.
template <typename Kind>
void write_named(JsonWriter& json, const std::vector<Kind>& kinds) {
  json.open_array();
  for (const Kind kind : kinds) {
    json.open_object().member("name", to_string(kind)).member("advice", advice(kind));
    json.close_object();
  }
  json.close_array();
}

JsonWriter to_json(const Report& report) {
  JsonWriter json;
  json.open_object()
      .member("matches", report.found.matches)
      .member("first_difference", report.found.first_difference);
  write_named(json.name("deviations"), report.found.deviations);
  write_named(json.name("warnings"), report.warnings);
  json.close_object().end_line();
  return json;
}

/// The foreign text. Editors and echo end a file with a line end, and no canonical text has one.
SecretString read_foreign(const std::string& path) {
  const FileName name(path, "--foreign-canonical");
  SecretString text = read_input(name, Limits{}.request_bytes * 2, "foreign canonical text");
  const std::string_view all = text.expose();
  if (all.starts_with("\xff\xfe") || all.starts_with("\xfe\xff")) {
    throw Failure{exit_malformed_input, std::string(to_string(Errc::malformed_json)),
                  name.shown() + ": it is UTF-16 text with a byte-order mark: save it as UTF-8",
                  "iconv -f UTF-16 -t UTF-8 OLD > NEW"};
  }
  if (all.ends_with('\n')) {
    const std::size_t size = all.ends_with("\r\n") ? 2 : 1;
    note(std::string("the ") + (size == 2 ? "carriage return and line feed" : "line feed") +
         " at the end of the foreign canonical text " + (size == 2 ? "are" : "is") + " left out");
    return SecretString::copy_of(all.substr(0, all.size() - size));
  }
  return text;
}

SecretString with_line_feeds(std::string_view text) {
  SecretText out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\r\n", at), text.size());
    out.append(text.substr(at, end - at));
    out.append(end < text.size() ? "\n" : "");
    at = end + (end < text.size() ? 2 : 0);
  }
  return SecretString::copy_of(out.view());
}

/// What `explain_one` says of the foreign text, or else of the text with line feeds where it has
/// carriage returns with them: an editor may have put them there.
template <typename Explain>
SignatureExplanation explain_foreign(SecretString& foreign, const Explain& explain_one) {
  SignatureExplanation found = explain_one(foreign.expose());
  if (found.matches || !found.deviations.empty() ||
      foreign.expose().find("\r\n") == std::string_view::npos) {
    return found;
  }
  SecretString other = with_line_feeds(foreign.expose());
  SignatureExplanation found_now = explain_one(other.expose());
  if (!found_now.matches && found_now.deviations.empty()) {
    return found;
  }
  note("each CR LF of the foreign canonical text is read as a line feed");
  foreign = std::move(other);
  return found_now;
}

/// A webhook always has a body: left out, it is standard input.
std::string webhook_of(const ExplainOptions& options) {
  return options.content.body.value_or(std::string(standard_stream));
}

void check(const ExplainOptions& options) {
  const ContentOptions& content = options.content;
  if (options.signature.has_value() == options.foreign_canonical.has_value()) {
    throw usage_failure("either --signature or --foreign-canonical is required");
  }
  if (options.foreign_canonical && options.consumer_key_file) {
    throw usage_failure("--foreign-canonical needs no --consumer-key-file");
  }
  if (options.webhook && (!content.path.empty() || content.query || content.query_file)) {
    throw usage_failure("--webhook excludes --path, --query and --query-file",
                        "a webhook's body is signed alone");
  }
  if (!options.webhook && content.path.empty()) {
    throw usage_failure("--path is required", "snapseal explain --help");
  }
  Inputs inputs;
  if (options.foreign_canonical) {
    inputs.add("--foreign-canonical", options.foreign_canonical, "foreign canonical text");
  } else {
    add_consumer_key(inputs, options.consumer_key_file);
  }
  if (options.webhook) {
    if (!options.content.body) {
      check_unasked_standard_input("BODY");
    }
    inputs.add("BODY", webhook_of(options), "webhook").check();
  } else {
    check_content(content, inputs);
  }
}

SignatureExplanation explain_webhook_body(const ExplainOptions& options,
                                          const std::optional<ConsumerKey>& key,
                                          std::optional<SecretString>& foreign) {
  const FileName name(webhook_of(options), "BODY");
  const SecretString body = read_input(name, webhook_limits().request_bytes, "webhook");
  return naming_file(name.shown(), [&] {
    return key ? explain_webhook(*key, body.expose(), bare_signature(*options.signature))
               : explain_foreign(*foreign, [&](std::string_view text) {
                   return explain_webhook_canonical(body.expose(), text);
                 });
  });
}

}  // namespace

void explain(const ExplainOptions& options) {
  check(options);
  std::optional<SecretString> foreign;
  std::optional<ConsumerKey> key;
  if (options.foreign_canonical) {
    foreign = read_foreign(*options.foreign_canonical);
  } else {
    key = load_consumer_key(options.consumer_key_file);
  }
  Report report{key ? "signature" : "foreign canonical text", {}, {}};
  if (options.webhook) {
    report.found = explain_webhook_body(options, key, foreign);
  } else {
    const Content content(options.content);
    report.found = content.read([&] {
      return key ? explain_signature(*key, content.view(), bare_signature(*options.signature))
                 : explain_foreign(*foreign, [&](std::string_view text) {
                     return explain_canonical(content.view(), text);
                   });
    });
    if (key) {
      report.warnings = query_warnings(content.view().query, time_of(options.now));
    }
  }
  options.json ? write_output(to_json(report).view())
               : write_output(to_text(report, foreign, options.webhook));
  if (!report.found.matches) {
    throw Failure{exit_refused,
                  std::string(to_string(Errc::wrong_signature)),
                  "the " + report.what + " is not the one of this " +
                      (options.webhook ? "webhook" : "content") + (key ? " and key" : ""),
                  {}};
  }
}

}  // namespace snapseal::cli
