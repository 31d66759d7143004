// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/user.hpp>

namespace snapseal::api {

UserId::UserId(std::string value) : value_(std::move(value)) {
  if (value_.empty()) {
    throw Error(Errc::invalid_argument, "must not be empty", "userId");
  }
}

UserSecret::UserSecret(SecretString value) : value_(std::move(value)) {
  if (value_.empty()) {
    throw Error(Errc::invalid_argument, "must not be empty", "userSecret");
  }
}

}  // namespace snapseal::api
