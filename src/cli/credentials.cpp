// SPDX-License-Identifier: Apache-2.0
#include "credentials.hpp"

#include <cstdlib>

#include "failure.hpp"
#include "files.hpp"
#include "secret_file.hpp"

namespace snapseal::cli {

namespace {

/// The first line, which is not empty, of the file that the option or the variable names.
struct SecretFile {
  FileName name;
  SecretString line;
};

SecretFile read_secret_file(const std::optional<std::string>& given, const char* option,
                            const char* variable, const SecretKind& kind) {
  const std::optional<std::string> path = given ? given : environment(variable);
  if (!path) {
    throw usage_failure(std::string(option) + " is required",
                        std::string(variable) + " can name the file too");
  }
  const FileName name(*path, given ? option : variable);
  SecretFile file{name, read_secret_line(name, kind).text};
  if (file.line.empty()) {
    throw Failure{
        exit_unusable_key,
        std::string(to_string(Errc::invalid_argument)),
        name.shown() + ": its first line is empty, and should be the " + std::string(kind.name),
        {}};
  }
  return file;
}

}  // namespace

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

ConsumerKey load_consumer_key(const std::optional<std::string>& path) {
  SecretFile file = read_secret_file(path, "--consumer-key-file", "SNAPSEAL_CONSUMER_KEY_FILE",
                                     consumer_key_secret);
  try {
    return ConsumerKey(std::move(file.line));
  } catch (const Error& error) {
    throw Failure{exit_unusable_key,
                  std::string(to_string(error.code())),
                  file.name.shown() + ": " + error.what(),
                  {}};
  }
}

api::UserSecret load_user_secret(const std::optional<std::string>& path) {
  return api::UserSecret(
      read_secret_file(path, "--user-secret-file", "SNAPSEAL_USER_SECRET_FILE", user_secret).line);
}

ClientId client_id_of(const std::optional<std::string>& value) {
  const std::optional<std::string> id = value ? value : environment("SNAPSEAL_CLIENT_ID");
  if (!id) {
    throw usage_failure("--client-id is required", "SNAPSEAL_CLIENT_ID can hold it too");
  }
  return ClientId(*id);
}

UnixTime time_of(const std::optional<std::int64_t>& seconds) {
  if (seconds) {
    return UnixTime(std::chrono::seconds(*seconds));
  }
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace snapseal::cli
