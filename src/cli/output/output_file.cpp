// SPDX-License-Identifier: Apache-2.0
#include "output/output_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>

#include "failure.hpp"
#include "files.hpp"
#include "held_signals.hpp"

namespace snapseal::cli {

namespace {

enum class Place { free, file, folder, special };

Place place_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    return Place::free;
  }
  return S_ISREG(status.st_mode)   ? Place::file
         : S_ISDIR(status.st_mode) ? Place::folder
                                   : Place::special;
}

/// The file that links lead to; the path itself if there is no file yet.
std::string without_links(const std::string& path) {
  char* const found = ::realpath(path.c_str(), nullptr);
  if (found == nullptr) {
    return path;
  }
  std::string real(found);
  std::free(found);  // NOLINT(cppcoreguidelines-no-malloc): as realpath() has it
  return real;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "./" : path.substr(0, slash + 1);
}

}  // namespace

OutputFile::OutputFile(const std::optional<std::string>& path, mode_t mode, std::string_view giver)
    : name_(path.value_or(std::string(standard_stream)), giver), mode_(mode) {}

void OutputFile::check(const Inputs& inputs) const {
  if (!is_file()) {
    return;
  }
  const std::string& path = name_.path();
  const Place place = place_of(path);
  if (place == Place::folder) {
    throw name_.failure("write", EISDIR);
  }
  if (place == Place::free && (path.empty() || is_plainly_content(path))) {
    throw name_.failure("create", path.empty() ? ENOENT : EINVAL);
  }
  if (const FileName* input = inputs.find_file(path)) {
    throw usage_failure(std::string(name_.giver()) + " and " + std::string(input->giver()) +
                            " are the same file, and what is read is not overwritten",
                        "name another file");
  }
  if (place != Place::special && ::access(folder_of(without_links(path)).c_str(), W_OK) != 0) {
    throw name_.failure("create", errno);
  }
}

void OutputFile::write(std::string_view text) const {
  if (!is_file()) {
    write_output(text);
    return;
  }
  if (place_of(name_.path()) == Place::special) {
    write_device(name_, text);
    return;
  }
  const std::string place = without_links(name_.path());
  const HeldSignals signals;  // so that none leaves the hidden file behind
  NewFiles files;
  const std::string beside = files.write_beside(name_, text, mode_, place);
  if (::rename(beside.c_str(), place.c_str()) != 0) {
    throw name_.failure("write", errno);
  }
  files.keep();
}

}  // namespace snapseal::cli
