// SPDX-License-Identifier: Apache-2.0
#include "faults.hpp"

#include <algorithm>
#include <array>
#include <snapseal/response/encrypted_response.hpp>
#include <vector>

#include "api_errors.hpp"
#include "routes.hpp"

namespace sandbox {
namespace {

struct Entry {
  std::string_view name;
  Fault fault;
  /// What goes back at once; a null pointer if the request is answered first.
  Answer (*answer)();
};

constexpr std::array<Entry, 13> entries = {
    {{"none", Fault::none, nullptr},
     {"400/1076", Fault::bad_data, bad_data},
     {"400/1010", Fault::user_exists, user_exists},
     {"401/1076", Fault::wrong_signature, wrong_signature},
     {"401/1083", Fault::wrong_user_secret, wrong_user_secret},
     {"403/1066", Fault::no_permission, no_permission},
     {"404/1011", Fault::not_found, not_found},
     {"429", Fault::too_many_requests, too_many_requests},
     {"500/1000", Fault::unexpected_error, unexpected_error},
     {"500", Fault::unexpected_without_body, unexpected_without_body},
     {"slow", Fault::slow, nullptr},
     {"truncated", Fault::truncated, nullptr},
     {"wrong-tag", Fault::wrong_tag, nullptr}}};

template <typename Condition>
const Entry* find(const Condition& condition) {
  const auto* const found = std::find_if(entries.begin(), entries.end(), condition);
  return found == entries.end() ? nullptr : found;
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

bool is_operation(std::string_view name) {
  return std::any_of(routes.begin(), routes.end(),
                     [&](const Route& route) { return route.name == name; });
}

std::string operation_names() {
  std::string names;
  for (const Route& route : routes) {
    names.append(names.empty() ? "" : ", ").append(route.name);
  }
  return names;
}

std::vector<std::uint8_t> copy(std::span<const std::uint8_t> bytes) {
  return {bytes.begin(), bytes.end()};
}

}  // namespace

std::string FaultPlan::names(std::string_view separator) {
  std::string names;
  for (const Entry& entry : entries) {
    names.append(names.empty() ? "" : separator).append(entry.name);
  }
  return names;
}

std::string FaultPlan::add(std::string_view text) {
  for (bool more = true; more;) {
    const std::size_t comma = text.find(',');
    more = comma != std::string_view::npos;
    const std::string_view part = without_blanks(text.substr(0, comma));
    text.remove_prefix(more ? comma + 1 : text.size());

    const std::size_t equals = part.find('=');
    const bool for_one = equals != std::string_view::npos;
    const std::string_view operation = for_one ? part.substr(0, equals) : "";
    const Entry* entry = find(
        [name = part.substr(for_one ? equals + 1 : 0)](const Entry& e) { return e.name == name; });
    if (entry == nullptr) {
      return "There is no such fault. The faults are " + names(", ") + ".";
    }
    if (for_one && !is_operation(operation)) {
      return "There is no such operation. The operations are " + operation_names() + ".";
    }
    if (for_one) {
      by_operation_.insert_or_assign(std::string(operation), entry->fault);
    } else {
      all_ = entry->fault;
    }
  }
  return "";
}

Fault FaultPlan::of(std::string_view operation) const {
  const auto found = by_operation_.find(operation);
  return found == by_operation_.end() ? all_ : found->second;
}

std::optional<Answer> answer_of(Fault fault) {
  const Entry* entry = find([&](const Entry& e) { return e.fault == fault; });
  return entry != nullptr && entry->answer != nullptr ? std::optional(entry->answer())
                                                      : std::nullopt;
}

void damage_tag(Answer& answer) {
  try {
    const auto response = snapseal::EncryptedResponse::parse(answer.body);
    const auto& message = response.message();
    auto tag = copy(message.tag());
    tag.front() ^= 1U;
    answer.body = snapseal::EncryptedResponse(
                      copy(response.encrypted_shared_key()),
                      {copy(message.ciphertext()), std::move(tag), copy(message.nonce())})
                      .to_json();
  } catch (const snapseal::Error&) {
    // Not an encrypted response.
  }
}

}  // namespace sandbox
