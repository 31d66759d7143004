// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "commands/commands.hpp"
#include "commands/opened_response.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "input/responses.hpp"
#include "input/settings.hpp"
#include "output/output_file.hpp"
#include "output/terminal.hpp"
#include "secrets/keys.hpp"

namespace snapseal::cli {

namespace {

EncryptedResponse read_response(const DecryptCommand& options) {
  const FileName name(options.response, "RESPONSE");
  const SecretString json = read_input(name, Limits{}.response_bytes, "response");
  try {
    return EncryptedResponse::parse(
        json.expose(),
        snapseal::ParseOptions{.skip_whitespace_in_base64 = options.skip_whitespace_in_base64});
  } catch (const Error& error) {
    const std::string_view rest =
        json.expose().substr(std::min(error.offset().value_or(0), json.size()));
    throw about_response(name, error, json.expose(),
                         !error.field().empty()
                             ? "snapseal inspect lists all that is wrong with a response"
                         : error.offset() && *error.offset() > 0 && rest.starts_with('{')
                             ? "for a response on each line, use --ndjson"
                             : "");
  }
}

}  // namespace

void decrypt(const DecryptCommand& options) {
  const OutputFile out(options.out);
  Inputs inputs;
  add_private_keys(inputs, options.keys, options.passphrase_file);
  inputs.add("RESPONSE", options.response, "response").check();
  out.check(inputs);
  if (options.ndjson) {
    return decrypt_lines(options);
  }
  prefer_setting(botan_threads, "1");  // for one response; by default as many as processors start
  KeyLoading loading(options.keys, options.passphrase_file);
  // What comes from standard input is read last: it may be a long wait.
  if (is_standard_input(options.response)) {
    loading.begin();
  }
  const EncryptedResponse response = read_response(options);
  const std::vector<PrivateKey> keys = loading.finish();
  const DecryptedResponse opened =
      open_response(options.keys, keys, response, !options.no_legacy_nonce);
  if (options.raw) {
    write_raw_output(opened.text.expose());
  } else {
    out.write(opened.text.expose());
  }
  if (!out.is_file() && is_terminal(STDOUT_FILENO) && !opened.text.expose().ends_with('\n')) {
    write_output("\n");
  }
}

}  // namespace snapseal::cli
