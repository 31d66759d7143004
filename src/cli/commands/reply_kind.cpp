// SPDX-License-Identifier: Apache-2.0
#include "commands/reply_kind.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace snapseal::cli {

namespace {

/// A kind of replies: the member by which it is known, the operations that are answered so, and
/// what reads it.
struct Kind {
  std::string_view member;
  std::initializer_list<Operation> operations;
  std::string_view command;
};

}  // namespace

std::string_view other_operation(std::string_view body, Operation operation) {
  const std::array kinds{
      Kind{"\"encryptedSharedKey\"",
           {Operation::login_user, Operation::get_user_jwt},
           "login-user or get-user-jwt"},
      Kind{"\"redirectURI\"", {Operation::login_user}, "login-user"},
      Kind{"\"userSecret\"",
           {Operation::register_user, Operation::reset_user_secret},
           "register-user or reset-user-secret"},
      Kind{"\"online\"", {Operation::check_status}, "check-status"},
  };
  for (const Kind& kind : kinds) {
    if (body.find(kind.member) != std::string_view::npos) {
      const bool is_own = std::find(kind.operations.begin(), kind.operations.end(), operation) !=
                          kind.operations.end();
      return is_own ? std::string_view() : kind.command;
    }
  }
  return {};
}

}  // namespace snapseal::cli
