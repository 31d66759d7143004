// SPDX-License-Identifier: Apache-2.0
// transport_socket BASE_URL CLIENT_ID CONSUMER_KEY_FILE: the same over nothing but a socket. It has
// no TLS: for a server on this machine only.
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <snapseal/snapseal.hpp>

#include "read_file.hpp"

namespace {

namespace api = snapseal::api;

class Socket {
 public:
  /// "HOST" or "HOST:PORT"
  explicit Socket(std::string_view where) {
    const std::size_t colon = std::min(where.rfind(':'), where.size());
    const std::string host(where.substr(0, colon));
    const std::string port(colon == where.size() ? "80" : where.substr(colon + 1));
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) {
      throw std::runtime_error("no such host: " + host);
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> address(found, freeaddrinfo);
    file_ = ::socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (file_ < 0 || ::connect(file_, found->ai_addr, found->ai_addrlen) != 0) {
      close();
      throw std::runtime_error("cannot connect to " + std::string(where));
    }
  }
  ~Socket() { close(); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  void write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = ::send(file_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) {
        throw std::runtime_error("cannot send");
      }
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  [[nodiscard]] std::string read_to_end() const {
    std::string text;
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = ::recv(file_, buffer.data(), buffer.size(), 0)) != 0;) {
      if (got < 0) {
        throw std::runtime_error("cannot receive");
      }
      text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return text;
  }

 private:
  void close() const {
    if (file_ >= 0) {
      ::close(file_);
    }
  }
  int file_ = -1;
};

api::Reply parse_reply(const std::string& text) {
  api::Reply reply;
  const std::size_t end = text.find("\r\n\r\n");
  if (!text.starts_with("HTTP/1.") || end == std::string::npos ||
      std::from_chars(text.data() + 9, text.data() + 12, reply.status).ec != std::errc{}) {
    throw std::runtime_error("this is no HTTP reply");
  }
  for (std::size_t line = text.find("\r\n") + 2; line < end;) {
    const std::size_t line_end = text.find("\r\n", line);
    const std::size_t colon = text.find(": ", line);
    if (colon < line_end) {
      reply.headers.emplace_back(text.substr(line, colon - line),
                                 text.substr(colon + 2, line_end - colon - 2));
    }
    line = line_end + 2;
  }
  reply.body = text.substr(end + 4);
  if (const auto length = reply.header("Content-Length");
      !length || *length != std::to_string(reply.body.size())) {
    throw std::runtime_error("the reply is not whole");
  }
  return reply;
}

api::Reply send(snapseal::HttpRequest request) {
  request.headers.emplace_back("Connection", "close");
  const Socket socket(request.host());
  socket.write(to_http(request));
  return parse_reply(socket.read_to_end());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: transport_socket BASE_URL CLIENT_ID CONSUMER_KEY_FILE\n";
    return EXIT_FAILURE;
  }
  try {
    const snapseal::Partner partner{
        argv[2], snapseal::ConsumerKey::from_file_text(example::read_file(argv[3])), argv[1]};
    const auto call = [&](const auto& request) {
      return send(partner.sign(request, std::chrono::system_clock::now()));
    };
    const api::User user = api::parse_register_user(call(api::register_user("東京 #1?")));
    const auto outcome = api::parse_login_user(call(api::login_user(user)));
    std::cout << "login: " << (std::holds_alternative<api::ConnectionPortal>(outcome) ? "a" : "no")
              << " link\n";
    for (const api::UserId& id : api::parse_list_users(call(api::list_users()))) {
      std::cout << "user: " << id.value() << '\n';
    }
    std::cout << "deleted: "
              << api::parse_delete_user(call(api::delete_user(user.id)), user.id).id.value()
              << '\n';
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
