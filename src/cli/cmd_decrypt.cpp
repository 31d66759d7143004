// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "responses.hpp"
#include "settings.hpp"
#include "terminal.hpp"
#include "tokens.hpp"

namespace snapseal::cli {

namespace {

/// "a.pem is X", or for several keys "a.pem is X, b.pem is Y".
template <typename Tell>
std::string for_each_key(const DecryptOptions& options, const std::vector<PrivateKey>& keys,
                         Tell&& tell) {
  std::string text;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    text += (i == 0 ? "" : ", ") + name_of_key(options.keys[i]) + " " + tell(keys[i].public_key());
  }
  return text;
}

std::string hint_for(const Error& error, const DecryptOptions& options,
                     const std::vector<PrivateKey>& keys, const EncryptedResponse& response) {
  switch (error.code()) {
    case Errc::invalid_encrypted_shared_key_length:
      return "the response was made for a key of " +
             std::to_string(response.encrypted_shared_key().size() * 8) + " bits, " +
             for_each_key(options, keys, [](const PublicKey& key) {
               return "has " + std::to_string(key.modulus_bits());
             });
    case Errc::decryption_failed:
      return "is this the key whose public half was registered? " +
             for_each_key(options, keys,
                          [](const PublicKey& key) { return "is " + key.fingerprint_sha256(); });
    default: return {};
  }
}

DecryptedResponse open(const DecryptOptions& options, const std::vector<PrivateKey>& keys,
                       const EncryptedResponse& response) {
  try {
    return decrypt_response(keys, response, {.try_legacy_nonce = !options.no_legacy_nonce});
  } catch (const Error& error) {
    throw to_failure(error, hint_for(error, options, keys, response));
  }
}

EncryptedResponse read_response(const DecryptOptions& options) {
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

void decrypt(const DecryptOptions& options) {
  Inputs inputs;
  add_private_keys(inputs, options.keys, options.passphrase_file);
  inputs.add("RESPONSE", options.response, "response").check();
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
  const DecryptedResponse opened = open(options, keys, response);
  if (keys.size() > 1) {
    note("opened with " + name_of_key(options.keys[opened.key_index]));
  }
  if (opened.nonce_form == NonceForm::legacy15) {
    note(
        "the response uses its 15-byte nonce as PyCryptodome before 3.17.0 does (14 bytes of it), "
        "not as RFC 7253 says");
  }
  if (options.raw) {
    write_raw_output(opened.text.expose());
  } else {
    write_output(opened.text.expose());
  }
  if (is_terminal(STDOUT_FILENO) && !opened.text.expose().ends_with('\n')) {
    write_output("\n");
  }
}

}  // namespace snapseal::cli
