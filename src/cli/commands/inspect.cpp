// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <sstream>

#include "commands/commands.hpp"
#include "commands/key_commands.hpp"
#include "commands/signing_commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "input/responses.hpp"
#include "output/json_writer.hpp"

namespace snapseal::cli {

namespace {

std::string meaning_of(const ResponseReport& report, std::size_t field) {
  switch (field) {
    case 0: return ": for an RSA key of " + std::to_string(*report.modulus_bits) + " bits";
    case 1: return ": the plaintext has as many";
    case 3:
      return report.has_legacy_reading
                 ? ": read as RFC 7253 says, or as PyCryptodome before 3.17.0 writes it"
                 : "";
    default: return "";
  }
}

/// Whether anything of a response is there at all.
bool is_response(const ResponseReport& report) {
  return std::any_of(report.fields.begin(), report.fields.end(),
                     [](const FieldReport& field) { return field.base64_characters.has_value(); });
}

std::string to_text(const ResponseReport& report) {
  std::ostringstream text;
  text << (is_response(report) ? "encrypted response\n" : "");
  for (std::size_t i = 0; i < report.fields.size(); ++i) {
    const FieldReport& field = report.fields[i];
    text << field.name << '\n';
    if (field.base64_characters) {
      text << "  " << *field.base64_characters << " characters of base64";
      if (field.bytes) {
        text << ", " << *field.bytes << " bytes";
      }
      text << (field.problem ? "" : meaning_of(report, i)) << '\n';
    }
    if (field.problem) {
      const Error& problem = *field.problem;
      text << "  wrong: " << to_string(problem.code()) << ": "
           << (problem.field() == field.name ? problem.message() : problem.what()) << '\n';
    }
  }
  text << (report.well_formed() ? "Nothing looks wrong.\n" : "");
  return text.str();
}

JsonWriter to_json(const ResponseReport& report) {
  JsonWriter json;
  json.open_object().name("kind");
  is_response(report) ? json.value("response") : json.null();
  json.member("well_formed", report.well_formed())
      .member("modulus_bits", report.modulus_bits)
      .member("has_legacy_reading", report.has_legacy_reading);
  json.name("fields").open_array();
  for (const FieldReport& field : report.fields) {
    json.open_object()
        .member("name", field.name)
        .member("base64_characters", field.base64_characters)
        .member("bytes", field.bytes)
        .name("problem");
    field.problem ? write_error(json, *field.problem) : json.null();
    json.close_object();
  }
  json.close_array().close_object().end_line();
  return json;
}

/// Whether it is a key file of any kind, be it one that is not read here.
bool is_key(std::string_view text) {
  if (text.size() > Limits{}.key_file_bytes) {
    return false;
  }
  try {
    static_cast<void>(inspect_key_file(text));
    return true;
  } catch (const Error& error) {
    constexpr int group_of_keys = 2;
    const bool is_json = text.substr(0, text.find_first_not_of(" \t\r\n") + 1).ends_with('{');
    return error.code() == Errc::not_a_private_key ||
           (!is_json && error.code() != Errc::unrecognized_key_format &&
            static_cast<int>(error.code()) / 100 == group_of_keys);
  }
}

std::optional<api::AccessToken> find_token(std::string_view text) {
  try {
    return api::AccessToken::parse(text);
  } catch (const Error&) {
    return std::nullopt;
  }
}

void tell_response(const FileName& name, const SecretString& text, const InspectOptions& options) {
  const auto report = [&] {
    try {
      return inspect_response(
          text.expose(),
          snapseal::ParseOptions{.skip_whitespace_in_base64 = options.skip_whitespace_in_base64});
    } catch (const Error& error) {
      throw about_response(name, error, text.expose());
    }
  }();
  options.json ? write_output(to_json(report).view()) : write_output(to_text(report));
  for (const FieldReport& field : report.fields) {
    if (field.problem) {
      throw about_response(name, *field.problem, text.expose());
    }
  }
}

}  // namespace

void inspect(const InspectOptions& options) {
  Inputs()
      .add("--passphrase-file", options.passphrase_file, "passphrase")
      .add("FILE", options.file, "file")
      .check();
  const GivenPassphrase given(options.passphrase_file);
  const FileName name(options.file, "FILE");
  const SecretString text = read_input(name, Limits{}.response_bytes, "file");
  if (is_key(text.expose())) {
    tell_key(name, text, given, options.json);
  } else if (const auto token = find_token(text.expose())) {
    run_found_token(*token, options.json);
  } else {
    tell_response(name, text, options);
  }
}

}  // namespace snapseal::cli
