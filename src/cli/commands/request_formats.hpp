// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>

namespace snapseal::cli {

/// Whether what is sent there goes unprotected over a network: http, and the host is neither the
/// name localhost (RFC 6761 section 6.3) or a loopback address.
[[nodiscard]] bool is_unprotected(const BaseUrl& base);

[[nodiscard]] std::string as_json(const HttpRequest& request);
/// Whether a line is too long for curl 7.88, and others.
[[nodiscard]] bool has_long_line(std::string_view config);

}  // namespace snapseal::cli
