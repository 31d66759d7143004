// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/api/reply.hpp>
#include <string_view>

#include "file_name.hpp"

namespace snapseal::cli {

/// A reply of the API as a file has it.
struct ReceivedReply {
  /// Status and headers are those of the last block; of a body alone the status is 200, or what the
  /// body itself says.
  api::Reply reply;
  bool has_status = false;  ///< Whether the text had a status line.
};

/// Reads what `curl --include` prints: status lines with their headers, as many as proxies,
/// redirects and "100 Continue" made, and the body; or a body alone. Lines end with CRLF or LF.
/// Fails with "malformed_reply".
[[nodiscard]] ReceivedReply read_reply_text(const FileName& name, std::string_view text);

/// The reply of a body alone, if the body is an error answer of the API: with a status that is no
/// success.
[[nodiscard]] std::optional<api::Reply> error_answer_in(const api::Reply& reply);

}  // namespace snapseal::cli
