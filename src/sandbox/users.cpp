// SPDX-License-Identifier: Apache-2.0
#include "users.hpp"

#include <stdexcept>
#include <utility>

#include "files.hpp"
#include "json.hpp"

namespace sandbox {

Users::Users(std::string state_file) : state_file_(std::move(state_file)) {
  load();
}

void Users::load() {
  const auto content = state_file_.empty() ? std::nullopt : read_file(state_file_);
  if (!content) {
    return;
  }
  const auto json = Json::parse(*content);
  const Json* listed = json ? json->find("users") : nullptr;
  const auto* users = listed == nullptr ? nullptr : listed->as<Json::Object>();
  if (users == nullptr) {
    throw std::runtime_error(state_file_ + " is not a state file of the sandbox");
  }
  for (const auto& [id, user] : *users) {
    const auto secret = user.text("userSecret");
    if (!secret) {
      throw std::runtime_error(state_file_ + " has a user without a userSecret");
    }
    users_[id] = {*secret, user.text("rsaPublicKey").value_or("")};
  }
}

// The file first: what could not be stored has not happened.
void Users::store(Map changed) {
  if (!state_file_.empty()) {
    Json::Object users;
    for (const auto& [id, user] : changed) {
      users[id] = Json::Object{{"userSecret", user.secret}, {"rsaPublicKey", user.rsa_public_key}};
    }
    write_file(state_file_, Json(Json::Object{{"users", std::move(users)}}).dump() + "\n");
  }
  users_ = std::move(changed);
}

std::vector<std::string> Users::ids() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> ids;
  for (const auto& [id, user] : users_) {
    ids.push_back(id);
  }
  return ids;
}

std::optional<StoredUser> Users::find(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = users_.find(id);
  return found == users_.end() ? std::nullopt : std::optional(found->second);
}

bool Users::add(const std::string& id, const StoredUser& user) {
  const std::lock_guard lock(mutex_);
  Map changed = users_;
  if (!changed.try_emplace(id, user).second) {
    return false;
  }
  store(std::move(changed));
  return true;
}

bool Users::remove(const std::string& id) {
  const std::lock_guard lock(mutex_);
  Map changed = users_;
  if (changed.erase(id) == 0) {
    return false;
  }
  store(std::move(changed));
  return true;
}

bool Users::replace_secret(const std::string& id, const std::string& secret,
                           const std::string& fresh_secret) {
  const std::lock_guard lock(mutex_);
  Map changed = users_;
  const auto found = changed.find(id);
  if (found == changed.end() || found->second.secret != secret) {
    return false;
  }
  found->second.secret = fresh_secret;
  store(std::move(changed));
  return true;
}

}  // namespace sandbox
