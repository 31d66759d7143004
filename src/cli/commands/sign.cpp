// SPDX-License-Identifier: Apache-2.0
#include "commands/ndjson.hpp"
#include "commands/signing_commands.hpp"
#include "failure.hpp"
#include "input/content.hpp"
#include "secrets/credentials.hpp"

namespace snapseal::cli {

namespace {

constexpr LineKind requests{"requests", "request", "signed"};

/// A line holds a path, a query, and a body, each of which may be as long as a request.
constexpr std::size_t line_bytes_max = 2 * Limits{}.request_bytes;

void check_sent(std::string_view text, Literal name) {
  if (const auto at = cannot_be_sent_at(text)) {
    throw Error(Errc::invalid_request,
                "has a character that cannot be sent as it stands: percent-encode it", name, *at);
  }
}

SignedContent content_of(const JsonObject& line) {
  if (line.contains("content") && !line.contains("body")) {
    throw Error(Errc::missing_member, R"(name the body of the request "body", not "content")",
                "body");
  }
  const SignedContent content{line.required_string("path"), line.required_string("query"),
                              body_of(line)};
  if (!content.path.starts_with('/') || content.path.find('?') != std::string_view::npos) {
    throw Error(Errc::invalid_request, "must begin with a slash and end before the ?", "path");
  }
  if (content.query.starts_with('?')) {
    throw Error(Errc::invalid_request, "must begin after the ?", "query");
  }
  check_sent(content.path, "path");
  check_sent(content.query, "query");
  return content;
}

void sign_lines(const SignOptions& options) {
  if (!options.content.path.empty() || options.content.query || options.content.query_file ||
      options.content.no_body) {
    throw usage_failure("--ndjson excludes --path, --query, --query-file and --no-body",
                        "each line has a path, a query and a body of its own");
  }
  if (!options.content.body) {
    check_unasked_standard_input("BODY");
  }
  const std::string path = options.content.body.value_or(std::string(standard_stream));
  Inputs inputs;
  if (!options.canonical) {
    add_consumer_key(inputs, options.consumer_key_file);
  }
  inputs.add("BODY", path, "requests").check();
  const auto on_lines = [&](const auto& work) {
    work_on_lines(FileName(path, "BODY"), requests, line_bytes_max, options.quiet, work);
  };
  if (options.canonical) {
    return on_lines([](const JsonObject& line) {
      return [text = canonical_content(content_of(line))](JsonWriter& json) {
        json.member("canonical", text);
      };
    });
  }
  const ConsumerKey key = load_consumer_key(options.consumer_key_file);
  on_lines([&key](const JsonObject& line) {
    return [signature = sign(key, content_of(line))](JsonWriter& json) {
      json.member("signature", signature);
    };
  });
}

}  // namespace

void sign_content(const SignOptions& options) {
  if (options.ndjson) {
    return sign_lines(options);
  }
  if (options.content.path.empty()) {
    throw usage_failure("--path is required", "snapseal sign --help");
  }
  Inputs inputs;
  if (!options.canonical) {
    add_consumer_key(inputs, options.consumer_key_file);
  }
  check_content(options.content, inputs);
  if (options.canonical) {
    const Content content(options.content);
    write_exactly(content.read([&] { return canonical_content(content.view()); }));
    return;
  }
  const ConsumerKey key = load_consumer_key(options.consumer_key_file);
  const Content content(options.content);
  write_output(content.read([&] { return sign(key, content.view()); }) + "\n");
}

void canonical(const CanonicalOptions& options) {
  const FileName name(options.json, "JSON");
  const SecretString text = read_input(name, Limits{}.request_bytes, "JSON text");
  write_exactly(naming_file(name.shown(), [&] { return canonical_json(text.expose()); }));
}

}  // namespace snapseal::cli
