// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <snapseal/core/limits.hpp>

namespace snapseal::api {

/// What the body of a refusal says, as it came: not yet fit to be shown.
struct ErrorBody {
  std::string code;    ///< Empty if none was found.
  std::string detail;  ///< Likewise.
};

/// Looks in the API's two documented shapes first, then in those of other servers on the way: the
/// members `message`, `error_description`, `error`, `title`; the same inside another object (RFC
/// 9457, `{"error": {"message": ...}}`, `{"errors": [{...}]}`); an array of texts; a bare JSON
/// string; a page's title. The outermost counts. A member that stands twice in its object does not.
/// Never throws for what the body is.
[[nodiscard]] ErrorBody read_error_body(std::string_view body, const Limits& limits = {});

}  // namespace snapseal::api
