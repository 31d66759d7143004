// SPDX-License-Identifier: Apache-2.0
#include "secrets/credentials.hpp"

#include <cstdlib>

#include "failure.hpp"
#include "files.hpp"
#include "output/characters.hpp"
#include "secrets/secret_file.hpp"

namespace snapseal::cli {

namespace {

/// A file with a secret, and what says where it is.
struct SecretFileName {
  const char* option;
  const char* variable;
  const SecretKind& kind;
};
constexpr SecretFileName consumer_key_file{"--consumer-key-file", "SNAPSEAL_CONSUMER_KEY_FILE",
                                           consumer_key_secret};
constexpr SecretFileName user_secret_file{"--user-secret-file", "SNAPSEAL_USER_SECRET_FILE",
                                          user_secret};

/// What the option gives, or else the variable; one of them is required.
FileName file_of(const SecretFileName& name, const std::optional<std::string>& given) {
  const std::optional<std::string> path = given ? given : environment(name.variable);
  if (!path) {
    throw usage_failure(std::string(name.option) + " is required",
                        std::string(name.variable) + " can name the file too");
  }
  return {*path, given ? name.option : name.variable};
}

void add_to(Inputs& inputs, const SecretFileName& name, const std::optional<std::string>& given) {
  inputs.add(file_of(name, given), name.kind.name);
}

}  // namespace

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

void add_consumer_key(Inputs& inputs, const std::optional<std::string>& path) {
  add_to(inputs, consumer_key_file, path);
}

void add_user_secret(Inputs& inputs, const std::optional<std::string>& path) {
  add_to(inputs, user_secret_file, path);
}

ConsumerKey load_consumer_key(const std::optional<std::string>& path) {
  const FileName name = file_of(consumer_key_file, path);
  SecretString line = read_secret_line(name, consumer_key_secret).text;
  try {
    return line;
  } catch (const Error& error) {
    throw Failure{exit_unusable_key,
                  std::string(to_string(error.code())),
                  name.shown() + ": " + error.what(),
                  {}};
  }
}

api::UserSecret load_user_secret(const std::optional<std::string>& path) {
  const FileName name = file_of(user_secret_file, path);
  SecretString line = read_secret_line(name, user_secret).text;
  if (!is_utf8(line.expose())) {
    throw Failure{exit_unusable_key,
                  std::string(to_string(Errc::invalid_argument)),
                  name.shown() + ": the user secret is not UTF-8 text, and cannot be sent",
                  {}};
  }
  return line;
}

ClientId client_id_of(const std::optional<std::string>& value) {
  const std::optional<std::string> id = value ? value : environment("SNAPSEAL_CLIENT_ID");
  if (!id) {
    throw usage_failure("--client-id is required", "SNAPSEAL_CLIENT_ID can hold it too");
  }
  try {
    return *id;
  } catch (const Error& error) {
    throw about_file(value ? "--client-id" : "SNAPSEAL_CLIENT_ID", error);
  }
}

UnixTime time_of(const std::optional<std::int64_t>& seconds) {
  if (seconds) {
    return UnixTime(std::chrono::seconds(*seconds));
  }
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace snapseal::cli
