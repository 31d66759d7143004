// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sandbox {

/// How the body of a webhook is written. Both forms mean the same and have the same signature.
enum class WebhookForm {
  /// "mixed": members in no order, blanks between, and escapes that the canonical form does not
  /// have. Who signs the body as it came gets another signature.
  mixed,
  /// "canonical": the very text that is signed.
  canonical,
};
[[nodiscard]] std::optional<WebhookForm> webhook_form_named(std::string_view name);

/// An object whose values are strings, in the order in which `mixed` has them.
using WebhookMembers = std::vector<std::pair<std::string, std::string>>;

/// The text of the object. The strings must be UTF-8. Throws `snapseal::Error` if they are not.
[[nodiscard]] std::string webhook_body(const WebhookMembers& members, WebhookForm form);

}  // namespace sandbox
