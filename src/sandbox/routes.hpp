// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "exchange.hpp"

namespace sandbox {

enum class Operation {
  check_status,
  list_users,
  register_user,
  delete_user,
  login,
  encrypted_jwt,
  reset_user_secret,
  accounts,
};

/// An operation of the API, and where it is.
struct Route {
  Operation operation;
  std::string_view name;  ///< As --fault names it.
  std::string_view method;
  std::string_view path;
};

inline constexpr std::array<Route, 8> routes = {
    {{Operation::check_status, "checkStatus", "GET", "/"},
     {Operation::list_users, "listUsers", "GET", "/snapTrade/listUsers"},
     {Operation::register_user, "registerUser", "POST", "/snapTrade/registerUser"},
     {Operation::delete_user, "deleteUser", "DELETE", "/snapTrade/deleteUser"},
     {Operation::login, "login", "POST", "/snapTrade/login"},
     {Operation::encrypted_jwt, "encryptedJWT", "GET", "/snapTrade/encryptedJWT"},
     {Operation::reset_user_secret, "resetUserSecret", "POST", "/snapTrade/resetUserSecret"},
     {Operation::accounts, "accounts", "GET", "/accounts"}}};

/// The route of a request, with or without the prefix "/api/v1"; a null pointer if there is none.
[[nodiscard]] const Route* route_of(const Call& call);
/// The route that has the request's path and another method; a null pointer if there is none.
[[nodiscard]] const Route* route_with_path_of(const Call& call);

}  // namespace sandbox
