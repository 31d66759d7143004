// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "exchange.hpp"
#include "rejection.hpp"

namespace sandbox {

/// An HTTP server on 127.0.0.1. It gives each connection a thread, up to 128, so that those that
/// are slow do not keep the others waiting, and takes one request from it.
class Server {
 public:
  struct Handlers {
    std::function<Answer(const Call&)> answer;
    /// For what is refused before it is a request that could be answered.
    std::function<Answer(const Call&, const Rejection&)> reject;
  };

  /// A body must have come `body_time` after its headers.
  Server(Handlers handlers, std::chrono::seconds body_time);
  ~Server();

  /// Takes a port, 0 for any that is free, and returns it. Throws `std::runtime_error`.
  int bind(int port);
  /// Serves until `stop`.
  void serve();
  /// From any thread, also before `serve`. Returns whether `serve` has ended after `patience`: if
  /// not, a connection is open that says nothing.
  [[nodiscard]] bool stop(std::chrono::milliseconds patience);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Posts JSON to a URL of this machine: the status that came back, nothing if none did.
[[nodiscard]] std::optional<int> post_json(const std::string& url, const std::string& body,
                                           const std::string& signature);

}  // namespace sandbox
