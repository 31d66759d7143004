// SPDX-License-Identifier: Apache-2.0
#include "secret_output.hpp"

#include <cerrno>
#include <utility>

#include "json_text.hpp"
#include "output_file.hpp"

namespace snapseal::cli {

namespace {

constexpr const char* giver = "--secret-out";

}  // namespace

SecretOutput::SecretOutput(std::optional<std::string> path) : path_(std::move(path)) {
  if (path_ && *path_ == standard_stream) {
    throw usage_failure("--secret-out is a file's name: a secret is shown on no terminal");
  }
  if (path_ && is_plainly_content(*path_)) {
    throw FileName(*path_, giver).failure("create", EINVAL);
  }
  if (path_) {
    files_.write(FileName(*path_, giver), "", 0600);
  }
}

void SecretOutput::keep(std::string_view secret) {
  OutputFile(path_, 0600, giver).write(secret);
  files_.keep();
}

std::string SecretOutput::as_member() const {
  return R"("secret_file":)" + json_string(*path_);
}

std::string SecretOutput::shown() const {
  return FileName(*path_, giver).shown();
}

}  // namespace snapseal::cli
