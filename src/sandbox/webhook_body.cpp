// SPDX-License-Identifier: Apache-2.0
#include "webhook_body.hpp"

#include <snapseal/signing/canonical_json.hpp>

namespace sandbox {
namespace {

// Escapes as they come from other writers: PHP's slash, .NET's plus sign and upper-case digits.
// What is not ASCII stays as it is, where the canonical form has escapes.
std::string mixed_string(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string written = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '/') {
      written += "\\/";
    } else if (byte < 0x20 || c == '"' || c == '\\' || c == '+' || c == '\'' || byte == 0x7f) {
      written.append("\\u00").append(1, digits[byte >> 4]).append(1, digits[byte & 15U]);
    } else {
      written += c;
    }
  }
  return written + "\"";
}

std::string mixed_body(const WebhookMembers& members) {
  std::string text = "{";
  for (const auto& [name, value] : members) {
    text.append(text.size() == 1 ? "\n  " : ",\n  ");
    text.append(mixed_string(name)).append(" : ").append(mixed_string(value));
  }
  return text + "\n}\n";
}

}  // namespace

std::optional<WebhookForm> webhook_form_named(std::string_view name) {
  if (name == "mixed") {
    return WebhookForm::mixed;
  }
  return name == "canonical" ? std::optional(WebhookForm::canonical) : std::nullopt;
}

std::string webhook_body(const WebhookMembers& members, WebhookForm form) {
  const std::string mixed = mixed_body(members);
  return form == WebhookForm::mixed ? mixed : snapseal::canonical_json(mixed);
}

}  // namespace sandbox
