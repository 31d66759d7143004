// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "responses.hpp"

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

std::string to_text(const ResponseReport& report) {
  std::ostringstream text;
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

// Every text in the report is the library's own and needs no escapes.
std::string to_json(const ResponseReport& report) {
  std::ostringstream json;
  const auto number = [](const std::optional<std::size_t>& value) {
    return value ? std::to_string(*value) : "null";
  };
  json << R"({"well_formed":)" << (report.well_formed() ? "true" : "false") << R"(,"modulus_bits":)"
       << number(report.modulus_bits) << R"(,"has_legacy_reading":)"
       << (report.has_legacy_reading ? "true" : "false") << R"(,"fields":[)";
  for (const FieldReport& field : report.fields) {
    json << (&field == report.fields.data() ? "" : ",") << R"({"name":")" << field.name
         << R"(","base64_characters":)" << number(field.base64_characters) << R"(,"bytes":)"
         << number(field.bytes) << R"(,"problem":)";
    if (field.problem) {
      json << R"({"code":")" << to_string(field.problem->code()) << R"(","field":")"
           << field.problem->field() << R"(","message":")" << field.problem->message() << '"';
      if (field.problem->offset()) {
        json << R"(,"offset":)" << *field.problem->offset();
      }
      json << '}';
    } else {
      json << "null";
    }
    json << '}';
  }
  json << "]}\n";
  return json.str();
}

}  // namespace

void inspect(const InspectOptions& options) {
  const FileName name(options.response, "RESPONSE");
  const SecretString text = read_input(name, Limits{}.response_bytes, "response");
  const auto report = [&] {
    try {
      return inspect_response(
          text.expose(),
          snapseal::ParseOptions{.skip_whitespace_in_base64 = options.skip_whitespace_in_base64});
    } catch (const Error& error) {
      throw about_response(name, error, text.expose());
    }
  }();
  write_output(options.json ? to_json(report) : to_text(report));
  for (const FieldReport& field : report.fields) {
    if (field.problem) {
      throw about_response(name, *field.problem, text.expose());
    }
  }
}

}  // namespace snapseal::cli
