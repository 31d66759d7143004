// SPDX-License-Identifier: Apache-2.0
#include "file_name.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>

#include "files.hpp"

namespace snapseal::cli {

namespace {

bool is_hex(char c) {
  return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

/// 32 hexadecimal digits, with hyphens between them or without.
bool is_uuid(std::string_view text) {
  constexpr std::size_t digits = 32;
  return std::count_if(text.begin(), text.end(), is_hex) == digits &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_hex(c) || c == '-'; });
}

/// As base64 and hexadecimal digits are.
bool is_long_and_without_dot(std::string_view name) {
  constexpr std::size_t plausible_bytes = 64;
  return name.size() > plausible_bytes && name.find('.') == std::string_view::npos;
}

/// Nobody ends a passphrase or a key so.
bool has_known_ending(std::string_view name) {
  constexpr std::array<std::string_view, 24> endings{
      ".pem",    ".key",   ".pub", ".txt", ".json", ".jwk", ".jwks", ".jwt",
      ".ndjson", ".jsonl", ".der", ".ppk", ".crt",  ".cer", ".p8",   ".p12",
      ".pfx",    ".enc",   ".bin", ".out", ".log",  ".sig", ".html", ".xml"};
  return std::any_of(endings.begin(), endings.end(), [name](std::string_view ending) {
    return name.size() > ending.size() && name.ends_with(ending);
  });
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

/// The part of a path with the slash at its end; empty if it has none.
std::string folder_of(const std::string& path) {
  return path.substr(0, path.rfind('/') + 1);
}

/// What is wrong with the part of a path up to its last slash, which is not shown.
std::string fault_of_folder(const std::string& folder) {
  struct stat status {};
  if (folder.empty() || ::stat(folder.c_str(), &status) == 0) {
    return {};
  }
  switch (errno) {
    case ENOENT: return "the folder before the last slash is not there; ";
    case ENOTDIR: return "what stands before the last slash is not a folder; ";
    case EACCES: return "the folder before the last slash cannot be entered; ";
    default: return {};
  }
}

}  // namespace

bool is_plainly_content(std::string_view value) {
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  const std::string_view name = value.substr(value.rfind('/') + 1);
  return std::any_of(value.begin(), value.end(), is_control) ||
         value.find("-----") != std::string_view::npos || value.find_first_of("{[\"") == 0 ||
         value.starts_with("ssh-rsa ") || name.starts_with("eyJ") ||
         is_long_and_without_dot(name) || is_uuid(name) || (name.ends_with('=') && name.size() > 1);
}

bool is_plainly_path(const std::string& value) {
  if (value.empty() || exists(value)) {
    return !value.empty();
  }
  if (is_plainly_content(value)) {
    return false;
  }
  // The working folder and the root are always there, and base64 may begin with a slash: they say
  // nothing about what stands in them.
  const std::string folder = folder_of(value);
  return folder.empty() || folder == "/" ? has_known_ending(value) : is_folder(folder);
}

std::string FileName::shown() const {
  return is_standard_stream()      ? "standard input"
         : is_plainly_path(value_) ? value_
                                   : "the file of " + std::string(giver_);
}

Failure FileName::failure_of_made(int error_number) const {
  return failure_with_path("write", error_number);
}

Failure FileName::failure_with_path(std::string_view doing, int error_number) const {
  Failure failure = system_failure(std::string("cannot ").append(doing), value_, error_number);
  failure.message.insert(0, std::string(giver_) + ": ");
  return failure;
}

Failure FileName::failure(std::string_view doing, int error_number) const {
  if (is_standard_stream()) {
    return system_failure(std::string("cannot ").append(doing), shown(), error_number);
  }
  if (is_plainly_path(value_)) {
    return failure_with_path(doing, error_number);
  }
  const std::string wants = std::string(giver_) + " wants the name of a file";
  if (value_.empty()) {
    return {exit_system, "io_error", wants + ", and is empty", {}};
  }
  if (is_plainly_content(value_)) {
    return {exit_system, "io_error", wants + ", and was given what looks like content",
            std::string("it is not shown, as it may be a secret; ") +
                (doing == "create" ? "give a name for the file that is made"
                                   : "write it to a file, and give the file's name")};
  }
  Failure failure =
      system_failure(wants + ": cannot " + std::string(doing), "what it was given", error_number);
  failure.hint = fault_of_folder(folder_of(value_));
  failure.hint += "what it was given is not shown, as it may be a secret";
  return failure;
}

}  // namespace snapseal::cli
