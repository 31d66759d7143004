// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <sstream>

#include "characters.hpp"
#include "content.hpp"
#include "credentials.hpp"
#include "failure.hpp"
#include "json_text.hpp"
#include "signing_commands.hpp"

namespace snapseal::cli {

namespace {

/// The text with each byte of a secret's value as a star, so that a part of it can be shown.
SecretString starred(std::string_view text) {
  SecretBytes bytes(text.size());
  std::copy(text.begin(), text.end(), bytes.expose().begin());
  constexpr std::string_view name = "ecret";  // userSecret=..., "userSecret": "...", user_secret
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at)) {
    const std::size_t name_end = at + name.size();
    at = std::min(text.find_first_not_of("\\\" :=", name_end), text.size());
    const bool is_member = text.substr(name_end, at - name_end).find(':') != std::string_view::npos;
    while (at < text.size() && text[at] != '"' && (is_member || text[at] != '&')) {
      const std::size_t end = std::min(text.size(), at + (text[at] == '\\' ? 2 : 1));
      std::fill(bytes.expose().begin() + static_cast<std::ptrdiff_t>(at),
                bytes.expose().begin() + static_cast<std::ptrdiff_t>(end), std::uint8_t{'*'});
      at = end;
    }
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
/// quotation marks within the values behind it are escaped.
std::string_view member_at(std::string_view canonical, std::size_t at) {
  const std::size_t query = canonical.rfind(R"(,"query":")");
  const std::size_t path = canonical.rfind(R"(,"path":")", query);
  return at > query ? "query" : at > path ? "path" : "content";
}

std::string to_text(const SignatureExplanation& found, std::string_view what,
                    const std::optional<SecretString>& foreign) {
  std::ostringstream text;
  if (found.matches) {
    text << "The " << what << " is right.\n";
    return text.str();
  }
  text << "The " << what << " is wrong.\n";
  if (foreign && found.first_difference) {
    const std::size_t at = *found.first_difference;
    text << "First difference, at the " << member_at(found.canonical, at) << ", behind " << at
         << " bytes that are the same:\n"
         << "  must be: " << part_of(found.canonical, at) << '\n'
         << "  is:      " << part_of(foreign->expose(), at) << '\n';
  }
  if (found.deviations.empty()) {
    text << "No known deviation explains it: are key, path, query and body the ones that were "
            "sent?\n";
  }
  for (const Deviation deviation : found.deviations) {
    text << to_string(deviation) << ": " << advice(deviation) << '\n';
  }
  return text.str();
}

std::string to_json(const SignatureExplanation& found) {
  std::ostringstream json;
  json << R"({"matches":)" << (found.matches ? "true" : "false") << R"(,"first_difference":)"
       << (found.first_difference ? std::to_string(*found.first_difference) : "null")
       << R"(,"deviations":[)";
  for (std::size_t i = 0; i < found.deviations.size(); ++i) {
    json << (i == 0 ? "" : ",") << R"({"name":)" << json_string(to_string(found.deviations[i]))
         << R"(,"advice":)" << json_string(advice(found.deviations[i])) << '}';
  }
  json << "]}\n";
  return json.str();
}

/// The foreign text. Editors and echo end a file with a line feed, and no canonical text has one.
SecretString read_foreign(const std::string& path) {
  SecretString text = read_input(FileName(path, "--foreign-canonical"), Limits{}.request_bytes * 2,
                                 "foreign canonical text");
  if (text.expose().ends_with('\n')) {
    note("the line feed at the end of the foreign canonical text is left out");
    return SecretString::copy_of(text.expose().substr(0, text.size() - 1));
  }
  return text;
}

}  // namespace

void explain(const ExplainOptions& options) {
  if (options.signature.has_value() == options.foreign_canonical.has_value()) {
    throw usage_failure("either --signature or --foreign-canonical is required");
  }
  if (options.foreign_canonical && options.consumer_key_file) {
    throw usage_failure("--foreign-canonical needs no --consumer-key-file");
  }
  Inputs inputs;
  if (options.foreign_canonical) {
    inputs.add("--foreign-canonical", options.foreign_canonical, "foreign canonical text");
  } else {
    add_consumer_key(inputs, options.consumer_key_file);
  }
  check_content(options.content, inputs);
  std::optional<SecretString> foreign;
  std::optional<ConsumerKey> key;
  if (options.foreign_canonical) {
    foreign = read_foreign(*options.foreign_canonical);
  } else {
    key = load_consumer_key(options.consumer_key_file);
  }
  const Content content(options.content);
  const SignatureExplanation found =
      key ? explain_signature(*key, content.view(), bare_signature(*options.signature))
          : explain_canonical(content.view(), foreign->expose());
  const std::string what = key ? "signature" : "foreign canonical text";
  write_output(options.json ? to_json(found) : to_text(found, what, foreign));
  if (!found.matches) {
    throw Failure{exit_refused,
                  std::string(to_string(Errc::wrong_signature)),
                  "the " + what + " is not the one of this content" + (key ? " and key" : ""),
                  {}};
  }
}

}  // namespace snapseal::cli
