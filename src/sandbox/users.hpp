// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace sandbox {

struct StoredUser {
  std::string secret;
  /// The "ssh-rsa" line; empty for a user who gets plain answers.
  std::string rsa_public_key;
};

/// The registered users: in memory, or in a file too, which is written anew at each change. May be
/// used from many threads at once.
class Users {
 public:
  /// `state_file` may be empty. Throws `std::runtime_error` if the file is there and is not one
  /// that was written here.
  explicit Users(std::string state_file);

  [[nodiscard]] std::vector<std::string> ids() const;
  [[nodiscard]] std::optional<StoredUser> find(const std::string& id) const;
  /// Whether there was no user of that ID.
  bool add(const std::string& id, const StoredUser& user);
  /// Whether there was one.
  bool remove(const std::string& id);
  /// Whether there is a user of that ID with that secret.
  bool replace_secret(const std::string& id, const std::string& secret,
                      const std::string& fresh_secret);

 private:
  using Map = std::map<std::string, StoredUser>;
  void load();
  void store(Map changed);

  std::string state_file_;
  mutable std::mutex mutex_;
  Map users_;
};

}  // namespace sandbox
