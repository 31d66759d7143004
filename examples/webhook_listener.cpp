// SPDX-License-Identifier: Apache-2.0
// webhook_listener CONSUMER_KEY_FILE [COUNT]: receives webhooks over cpp-httplib and verifies them.
// Prints its URL first and then a line for each; ends after COUNT of them.
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <set>
#include <snapseal/snapseal.hpp>

#include "read_file.hpp"

namespace {

class Listener {
 public:
  explicit Listener(snapseal::ConsumerKey key) : key_(std::move(key)) {}

  /// The status for the API: 204 for what is genuine, also if it came before.
  int receive(const std::string& body, const std::string& signature) {
    const auto now = std::chrono::system_clock::now();
    const std::lock_guard lock(mutex_);
    try {
      const auto webhook = snapseal::verify_webhook(key_, body, signature, now);
      const bool is_new = seen_.insert(webhook.webhook_id).second;
      std::cout << "webhook: " << webhook.event_type << (is_new ? "" : " (again)") << std::endl;
      return 204;
    } catch (const snapseal::Error& error) {
      std::cout << "refused: " << error.code() << std::endl;
      return 401;
    }
  }

 private:
  snapseal::ConsumerKey key_;
  std::mutex mutex_;
  std::set<std::string> seen_;  // a real one is bounded, or a database
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    std::cerr << "usage: webhook_listener CONSUMER_KEY_FILE [COUNT]\n";
    return EXIT_FAILURE;
  }
  try {
    Listener listener(snapseal::ConsumerKey::from_file_text(example::read_file(argv[1])));
    std::atomic<int> left = argc == 3 ? std::stoi(argv[2]) : -1;

    httplib::Server server;
    server.set_keep_alive_max_count(1);
    server.set_payload_max_length(std::size_t{1} << 20U);
    server.Post("/webhook", [&](const httplib::Request& request, httplib::Response& response) {
      response.status = listener.receive(request.body, request.get_header_value("Signature"));
    });
    server.set_logger([&](const httplib::Request& /*request*/, const httplib::Response& /*sent*/) {
      if (--left == 0) {
        server.stop();
      }
    });
    const int port = server.bind_to_any_port("127.0.0.1");
    std::cout << "http://127.0.0.1:" << port << "/webhook" << std::endl;
    return server.listen_after_bind() ? EXIT_SUCCESS : EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
