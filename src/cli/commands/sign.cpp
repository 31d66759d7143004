// SPDX-License-Identifier: Apache-2.0
#include "commands/signing_commands.hpp"
#include "failure.hpp"
#include "input/content.hpp"
#include "secrets/credentials.hpp"

namespace snapseal::cli {

void sign_content(const SignOptions& options) {
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
