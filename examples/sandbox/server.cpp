// SPDX-License-Identifier: Apache-2.0
// The only file of the sandbox that knows cpp-httplib.
#include "server.hpp"

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>

namespace sandbox {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return text;
}

// From the request line itself: cpp-httplib decodes `path` and `params`.
Call call_of(const httplib::Request& request) {
  Call call{request.method, request.target, "", request.body, {}};
  if (const std::size_t mark = call.path.find('?'); mark != std::string::npos) {
    call.query = call.path.substr(mark + 1);
    call.path.resize(mark);
  }
  for (const auto& [name, value] : request.headers) {
    call.headers.try_emplace(lower(name), value);
  }
  return call;
}

void send(const Answer& answer, httplib::Response& response) {
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) {
    response.set_header(name, value);
  }
  if (answer.truncated) {
    response.set_content_provider(
        answer.body.size() + 1, "application/json",
        [body = answer.body](std::size_t offset, std::size_t /*length*/, httplib::DataSink& sink) {
          const std::size_t half = body.size() / 2;
          return offset < half && sink.write(body.data() + offset, half - offset);
        });
  } else if (!answer.body.empty()) {
    response.set_content(answer.body, "application/json");
  }
}

bool has_body(const httplib::Request& request) {
  return request.has_header("Transfer-Encoding") ||
         (request.has_header("Content-Length") &&
          request.get_header_value("Content-Length") != "0");
}

bool reads_body_of(const std::string& method) {
  return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
}

}  // namespace

struct Server::Impl {
  explicit Impl(std::function<Answer(const Call&)> given) : handler(std::move(given)) {
    http.set_keep_alive_max_count(1);  // one request a connection: nothing lingers at the end
    http.set_payload_max_length(std::size_t{16} * 1024 * 1024);
    http.set_tcp_nodelay(true);
    // Its default, SO_REUSEPORT, would let two servers share a port.
    http.set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    const auto answer = [this](const httplib::Request& request, httplib::Response& response) {
      send(handler(call_of(request)), response);
    };
    // cpp-httplib 0.11 waits for the body of a POST or DELETE that announces none until its time is
    // up, and does not read that of a GET. A request without a body ends with its headers (RFC 9112
    // section 6.3), so it is answered here.
    http.set_pre_routing_handler(
        [answer](const httplib::Request& request, httplib::Response& response) {
          if (has_body(request)) {
            if (reads_body_of(request.method)) {
              return httplib::Server::HandlerResponse::Unhandled;
            }
            send(bad_data(), response);
          } else {
            answer(request, response);
          }
          return httplib::Server::HandlerResponse::Handled;
        });
    http.Post(".*", answer);
    http.Put(".*", answer);
    http.Patch(".*", answer);
    http.Delete(".*", answer);
    http.set_exception_handler([](const httplib::Request& /*request*/, httplib::Response& response,
                                  const std::exception_ptr& /*error*/) {
      response.status = 500;
      response.body.clear();
    });
  }

  std::function<Answer(const Call&)> handler;
  httplib::Server http;
  std::atomic<bool> stopping = false;
  std::atomic<bool> served = false;
};

Server::Server(std::function<Answer(const Call&)> handler)
    : impl_(std::make_unique<Impl>(std::move(handler))) {}
Server::~Server() = default;

int Server::bind(int port) {
  const bool any = port == 0;
  const int bound = any ? impl_->http.bind_to_any_port("127.0.0.1")
                        : (impl_->http.bind_to_port("127.0.0.1", port) ? port : -1);
  if (bound <= 0) {
    throw std::runtime_error("cannot listen on 127.0.0.1:" + std::to_string(port));
  }
  return bound;
}

void Server::serve() {
  if (!impl_->stopping) {
    impl_->http.listen_after_bind();
  }
  impl_->served = true;
}

void Server::stop() {
  impl_->stopping = true;
  // cpp-httplib forgets a stop that comes before it runs.
  while (!impl_->http.is_running() && !impl_->served) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  impl_->http.stop();
}

std::optional<int> post_json(const std::string& url, const std::string& body,
                             const std::string& signature) {
  const std::size_t slash = url.find('/', std::string_view("http://").size());
  httplib::Client client(url.substr(0, slash));
  client.set_connection_timeout(5);
  client.set_read_timeout(5);
  const auto result = client.Post(slash == std::string::npos ? "/" : url.substr(slash),
                                  {{"Signature", signature}}, body, "application/json");
  return result ? std::optional(result->status) : std::nullopt;
}

}  // namespace sandbox
