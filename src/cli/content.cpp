// SPDX-License-Identifier: Apache-2.0
#include "content.hpp"

#include <unistd.h>

#include "ascii.hpp"
#include "failure.hpp"
#include "secret_file.hpp"
#include "terminal.hpp"

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

void check_path(const std::string& path) {
  if (!path.starts_with('/')) {
    throw usage_failure("--path begins with a slash: it is the path of the URL, without the host");
  }
  if (path.find('?') != std::string::npos) {
    throw usage_failure("--path ends before the ?; what follows is for --query");
  }
}

void check_query(std::string_view query) {
  if (query.starts_with('?')) {
    throw usage_failure("--query begins behind the ?");
  }
}

}  // namespace

Content::Content(const ContentOptions& options) : path_(options.path), query_(query_of(options)) {
  check_query(query_.expose());
  if (options.body) {
    body_ = read_request_body(*options.body);
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
                        "what stands behind the ? of the URL, as it is sent; \"\" for nothing");
  }
  check_path(options.path);
  check_query(options.query.value_or(""));
  inputs.add("--query-file", options.query_file, "query").add("BODY", options.body, "body");
  if (options.body || options.no_body) {
    inputs.check();
  } else {
    inputs.check_without_body();
  }
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
