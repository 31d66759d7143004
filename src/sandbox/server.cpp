// SPDX-License-Identifier: Apache-2.0
// The only file of the sandbox that knows cpp-httplib.
#include "server.hpp"

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <thread>

#include "api_errors.hpp"

namespace sandbox {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int threads = 128;
constexpr std::size_t headers_max =
    64;  // newer cpp-httplib refuses more than 100 itself, as no HTTP
constexpr std::size_t body_bytes_max = std::size_t{16} * 1024 * 1024;

// From the request line itself: cpp-httplib decodes `path` and `params`.
Call call_of(const httplib::Request& request) {
  Call call{request.method, request.target, "", request.body, {}};
  if (const std::size_t mark = call.path.find('?'); mark != std::string::npos) {
    call.query = call.path.substr(mark + 1);
    call.path.resize(mark);
  }
  for (const auto& [name, value] : request.headers) {
    const auto [known, is_new] = call.headers.try_emplace(lower(name), value);
    if (!is_new && known->first == "host") {
      known->second += "," + value;  // which of them counts is not for us to choose
    }
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

// Its value need not be a number: cpp-httplib refuses that by itself.
bool announces_too_long_body(const httplib::Request& request) {
  const std::string length = request.get_header_value("Content-Length");
  std::uint64_t bytes = 0;
  const auto [end, fault] = std::from_chars(length.data(), length.data() + length.size(), bytes);
  return fault == std::errc::result_out_of_range || bytes > body_bytes_max;
}

bool reads_body_of(const std::string& method) {
  return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
}

/// Why there is no request to answer, by the status that cpp-httplib or this file gave it.
Rejection rejection_for(int status) {
  switch (status) {
    case 408:
      return {own_error(408, "The body did not come in time."), "body_time",
              "The body did not come in time; --body-time says how long it may take."};
    case 413:
      return {own_error(413, "The body is too long."), "too_large",
              "The body is longer than 16 MiB."};
    case 414:
      return {own_error(414, "The request line is too long."), "too_large",
              "The request line is longer than 8192 bytes."};
    case 415:
      return {own_error(415, "The body's type is not taken."), "content_type",
              "The body is multipart, or compressed in a way that is not taken."};
    case 431:
      return {own_error(431, "There are too many headers."), "too_large",
              "There are more than 100 headers."};
    default:
      return {own_error(status, "This is not HTTP as it should be."), "http",
              "The request is not well-formed, or ended before it was complete."};
  }
}

}  // namespace

struct Server::Impl {
  using Outcome = httplib::Server::HandlerResponse;

  Impl(Handlers given, std::chrono::seconds time) : handlers(std::move(given)), body_time(time) {
    http.new_task_queue = [] { return new httplib::ThreadPool(threads); };
    http.set_keep_alive_max_count(1);  // one request a connection: nothing lingers at the end
    http.set_payload_max_length(body_bytes_max);
    http.set_tcp_nodelay(true);
    // Its default, SO_REUSEPORT, would let two servers share a port.
    http.set_socket_options([this](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
      listener = socket;
    });
    // cpp-httplib 0.11 waits for the body of a POST or DELETE that announces none until its time is
    // up, and does not read that of a GET. A request without a body ends with its headers (RFC 9112
    // section 6.3), so it is answered here.
    http.set_pre_routing_handler(
        [this](const httplib::Request& request, httplib::Response& response) {
          return before_body(request, response);
        });
    const auto with_body = [this](const httplib::Request& request, httplib::Response& response,
                                  const httplib::ContentReader& read) {
      answer_with_body(request, response, read);
    };
    http.Post(".*", with_body);
    http.Put(".*", with_body);
    http.Patch(".*", with_body);
    http.Delete(".*", with_body);
    http.set_exception_handler([](const httplib::Request& /*request*/, httplib::Response& response,
                                  const std::exception_ptr& /*error*/) {
      response.status = 500;
      response.body.clear();
    });
    // What cpp-httplib refuses by itself has no reason yet.
    http.set_error_handler(httplib::Server::HandlerWithResponse(
        [this](const httplib::Request& request, httplib::Response& response) {
          if (response.has_header("X-Sandbox-Reason")) {
            return Outcome::Unhandled;
          }
          refuse(request, response, response.status);
          return Outcome::Handled;
        }));
  }

  void refuse(const httplib::Request& request, httplib::Response& response, int status) const {
    send(handlers.reject(call_of(request), rejection_for(status)), response);
  }

  Outcome before_body(const httplib::Request& request, httplib::Response& response) const {
    if (request.headers.size() > headers_max) {
      refuse(request, response, 431);
    } else if (!has_body(request)) {
      send(handlers.answer(call_of(request)), response);
    } else if (!reads_body_of(request.method)) {
      send(handlers.reject(call_of(request), {bad_data(), "body_not_allowed",
                                              "A request of this method has no body."}),
           response);
    } else if (announces_too_long_body(request)) {
      refuse(request, response, 413);
    } else if (request.is_multipart_form_data()) {
      refuse(request, response, 415);
    } else {
      return Outcome::Unhandled;
    }
    return Outcome::Handled;
  }

  // cpp-httplib's own limit is for the time between two packets: a byte now and then would hold a
  // thread for ever.
  void answer_with_body(const httplib::Request& request, httplib::Response& response,
                        const httplib::ContentReader& read) const {
    const auto deadline = Steady::now() + body_time;
    Call call = call_of(request);
    const bool whole = read([&](const char* data, std::size_t length) {
      call.body.append(data, length);
      return !stopping && Steady::now() < deadline;
    });
    if (whole) {
      send(handlers.answer(call), response);
    } else {
      const bool late = Steady::now() >= deadline;
      refuse(request, response, late ? 408 : response.status >= 400 ? response.status : 400);
    }
  }

  Handlers handlers;
  std::chrono::seconds body_time;
  httplib::Server http;
  socket_t listener = INVALID_SOCKET;
  std::atomic<bool> stopping = false;
  std::atomic<bool> served = false;
};

Server::Server(Handlers handlers, std::chrono::seconds body_time)
    : impl_(std::make_unique<Impl>(std::move(handlers), body_time)) {}
Server::~Server() = default;

int Server::bind(int port) {
  const bool any = port == 0;
  const int bound = any ? impl_->http.bind_to_any_port("127.0.0.1")
                        : (impl_->http.bind_to_port("127.0.0.1", port) ? port : -1);
  if (bound <= 0) {
    throw std::runtime_error("cannot listen on 127.0.0.1:" + std::to_string(port) +
                             ": the port is taken or not allowed; --port 0 takes one that is free");
  }
  // cpp-httplib lets five connections wait to be accepted. A sixth is dropped, and tries again
  // after a second, then after three.
  ::listen(impl_->listener, threads);
  return bound;
}

void Server::serve() {
  if (!impl_->stopping) {
    impl_->http.listen_after_bind();
  }
  impl_->served = true;
}

bool Server::stop(std::chrono::milliseconds patience) {
  static constexpr std::chrono::milliseconds step{1};
  impl_->stopping = true;
  // cpp-httplib forgets a stop that comes before it runs.
  while (!impl_->http.is_running() && !impl_->served) {
    std::this_thread::sleep_for(step);
  }
  impl_->http.stop();
  for (const auto end = Steady::now() + patience; !impl_->served && Steady::now() < end;) {
    std::this_thread::sleep_for(step);
  }
  return impl_->served;
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
