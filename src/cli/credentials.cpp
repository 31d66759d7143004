// SPDX-License-Identifier: Apache-2.0
#include "credentials.hpp"

#include <cstdlib>

#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"

namespace snapseal::cli {

namespace {

std::string name_of(const std::string& path) {
  return path == standard_stream ? "standard input" : path;
}

/// A file with a secret, and what says where it is.
struct SecretFileName {
  const char* option;
  const char* variable;
  const char* what;
};
constexpr SecretFileName consumer_key_file{"--consumer-key-file", "SNAPSEAL_CONSUMER_KEY_FILE",
                                           "consumer key"};
constexpr SecretFileName user_secret_file{"--user-secret-file", "SNAPSEAL_USER_SECRET_FILE",
                                          "user secret"};

/// What the option gives, or else the variable; one of them is required.
std::string path_of(const SecretFileName& name, const std::optional<std::string>& given) {
  const std::optional<std::string> path = given ? given : environment(name.variable);
  if (!path) {
    throw usage_failure(std::string(name.option) + " is required",
                        std::string(name.variable) + " can name the file too");
  }
  return *path;
}

void add_to(Inputs& inputs, const SecretFileName& name, const std::optional<std::string>& given) {
  inputs.add(given ? name.option : name.variable, path_of(name, given), name.what);
}

/// The first line, which is not empty, of such a file.
struct SecretFile {
  std::string path;
  SecretString line;
};

SecretFile read_secret_file(const SecretFileName& name, const std::optional<std::string>& given) {
  const std::string path = path_of(name, given);
  const std::string what = name.what;
  SecretFile file{path, read_first_line(path, what)};
  if (file.line.empty()) {
    throw Failure{exit_unusable_key,
                  std::string(to_string(Errc::invalid_argument)),
                  name_of(path) + ": its first line is empty, and should be the " + what,
                  {}};
  }
  warn_if_others_can_use(path, "a " + what);
  return file;
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
  SecretFile file = read_secret_file(consumer_key_file, path);
  ConsumerKey key = [&file] {
    try {
      return ConsumerKey(std::move(file.line));
    } catch (const Error& error) {
      throw Failure{exit_unusable_key,
                    std::string(to_string(error.code())),
                    name_of(file.path) + ": " + error.what(),
                    {}};
    }
  }();
  for (const KeyWarning warning : key.warnings()) {
    note("the consumer key in " + name_of(file.path) +
         " is used as it is, but may be pasted badly: " + std::string(to_string(warning)));
  }
  return key;
}

api::UserSecret load_user_secret(const std::optional<std::string>& path) {
  return api::UserSecret(read_secret_file(user_secret_file, path).line);
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
