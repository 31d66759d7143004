// SPDX-License-Identifier: Apache-2.0
#include "secrets/secret_output.hpp"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "output/output_file.hpp"

namespace snapseal::cli {

namespace {

constexpr const char* giver = "--secret-out";

std::string unused_name(const std::string& path) {
  std::string name = path + ".new";
  for (int i = 2; exists(name); ++i) {
    name = path + ".new" + std::to_string(i);
  }
  return name;
}

}  // namespace

SecretOutput::SecretOutput(std::optional<std::string> path, bool is_told_once)
    : path_(std::move(path)) {
  if (path_ && *path_ == standard_stream) {
    throw usage_failure("--secret-out is a file's name: a secret is shown on no terminal");
  }
  if (path_ && is_plainly_content(*path_)) {
    throw FileName(*path_, giver).failure("create", EINVAL);
  }
  if (!path_) {
    return;
  }
  std::error_code unknown;
  const bool is_taken = is_told_once && std::filesystem::is_regular_file(*path_, unknown);
  const std::string asked = FileName(*path_, giver).shown();
  path_ = is_taken ? unused_name(*path_) : *path_;
  files_.write(FileName(*path_, giver), "", 0600);
  if (is_taken) {
    note(asked + " exists already: the secret, which is told once, goes to " + shown());
  }
}

void SecretOutput::keep(std::string_view secret) {
  OutputFile(path_, 0600, giver).write(secret);
  files_.keep();
}

std::string SecretOutput::shown() const {
  return FileName(*path_, giver).shown();
}

}  // namespace snapseal::cli
