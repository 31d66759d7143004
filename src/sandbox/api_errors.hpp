// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "exchange.hpp"

namespace sandbox {

// The two shapes in which the API says no: {"default_detail", "default_code"} with a number, and
// {"detail", "status_code", "code"} with a string.
[[nodiscard]] Answer short_error(int status, std::string_view default_detail, int default_code);
[[nodiscard]] Answer long_error(int status, std::string_view detail, std::string_view code);

// Its errors, by status and code.
[[nodiscard]] Answer bad_data();                 ///< 400, 1076
[[nodiscard]] Answer user_exists();              ///< 400, 1010
[[nodiscard]] Answer wrong_signature();          ///< 401, 1076
[[nodiscard]] Answer wrong_user_secret();        ///< 401, 1083
[[nodiscard]] Answer no_permission();            ///< 403, 1066
[[nodiscard]] Answer not_found();                ///< 404, 1011
[[nodiscard]] Answer too_many_requests();        ///< 429, 0000; to be tried again in 7 seconds
[[nodiscard]] Answer unexpected_error();         ///< 500, 1000
[[nodiscard]] Answer unexpected_without_body();  ///< 500

/// What the sandbox itself refuses, and the API's documents do not name. The code is "sandbox".
[[nodiscard]] Answer own_error(int status, std::string_view detail);

}  // namespace sandbox
