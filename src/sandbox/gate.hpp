// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <snapseal/signing/credentials.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "clock.hpp"
#include "exchange.hpp"
#include "rejection.hpp"
#include "tokens.hpp"

namespace sandbox {

/// Who was let in.
struct Caller {
  std::map<std::string, std::string> query;
  /// The user whose access token it was; nothing if the request is signed.
  std::optional<std::string> token_user;
};

/// Lets in what is signed right: the clientId, a timestamp within the window, and the signature of
/// path, query and body as they came.
class Gate {
 public:
  Gate(snapseal::ClientId id, snapseal::ConsumerKey key, std::chrono::seconds window)
      : id_(std::move(id)), key_(std::move(key)), window_(window) {}

  [[nodiscard]] std::variant<Caller, Rejection> signed_request(const Call& call, Time now) const;
  /// "Authorization: JWT TOKEN". Nothing is signed then.
  [[nodiscard]] static std::variant<Caller, Rejection> token_request(
      const Call& call, const std::string& authorization, const Tokens& tokens, Time now);

  [[nodiscard]] const std::string& client_id() const { return id_.value(); }
  [[nodiscard]] const snapseal::ConsumerKey& key() const { return key_; }

 private:
  [[nodiscard]] std::optional<Rejection> check_timestamp(const std::string& text, Time now) const;
  [[nodiscard]] std::optional<Rejection> check_signature(const Call& call) const;

  snapseal::ClientId id_;
  snapseal::ConsumerKey key_;
  std::chrono::seconds window_;
};

}  // namespace sandbox
