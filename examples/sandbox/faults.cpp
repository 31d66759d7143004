// SPDX-License-Identifier: Apache-2.0
#include "faults.hpp"

#include <array>
#include <snapseal/response/encrypted_response.hpp>
#include <vector>

namespace sandbox {
namespace {

std::vector<std::uint8_t> copy(std::span<const std::uint8_t> bytes) {
  return {bytes.begin(), bytes.end()};
}

}  // namespace

std::optional<Fault> fault_named(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Fault>, 5> faults = {
      {{"429", Fault::too_many_requests},
       {"500", Fault::server_error},
       {"slow", Fault::slow},
       {"truncated", Fault::truncated},
       {"wrong-tag", Fault::wrong_tag}}};
  for (const auto& [known, fault] : faults) {
    if (known == name) {
      return fault;
    }
  }
  return std::nullopt;
}

std::optional<Answer> answer_of(Fault fault) {
  if (fault == Fault::too_many_requests) {
    Answer answer =
        detailed_refusal(429, "Request was throttled. Expected available in 7 seconds.", "0000");
    answer.headers = {
        {"X-RateLimit-Limit", "250"}, {"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "7"}};
    return answer;
  }
  if (fault == Fault::server_error) {
    return Answer{.status = 500, .body = {}, .headers = {}};
  }
  return std::nullopt;
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

void Delay::wait(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  ended_changed_.wait_for(lock, time, [this] { return ended_; });
}

void Delay::end() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  ended_changed_.notify_all();
}

}  // namespace sandbox
