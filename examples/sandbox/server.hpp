// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "exchange.hpp"

namespace sandbox {

/// An HTTP server on 127.0.0.1.
class Server {
 public:
  explicit Server(std::function<Answer(const Call&)> handler);
  ~Server();

  /// Takes a port, 0 for any that is free, and returns it. Throws `std::runtime_error`.
  int bind(int port);
  /// Serves until `stop`.
  void serve();
  /// From any thread, also before `serve`.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Posts JSON to a URL of this machine: the status that came back, nothing if none did.
[[nodiscard]] std::optional<int> post_json(const std::string& url, const std::string& body,
                                           const std::string& signature);

}  // namespace sandbox
