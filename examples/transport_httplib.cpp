// SPDX-License-Identifier: Apache-2.0
// transport_httplib BASE_URL CLIENT_ID CONSUMER_KEY_FILE: registers a user, logs him in, lists the
// users and deletes him, over cpp-httplib.
#include <httplib.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <snapseal/snapseal.hpp>

#include "read_file.hpp"

namespace {

namespace api = snapseal::api;

api::Reply send(httplib::Client& client, const snapseal::HttpRequest& request) {
  httplib::Request sent;
  sent.method = to_string(request.method);
  sent.path = request.target();
  sent.body = request.body;
  for (const auto& [name, value] : request.headers) {
    sent.set_header(name, value);
  }
  const auto result = client.send(sent);
  if (!result) {
    throw std::runtime_error(httplib::to_string(result.error()));
  }
  return {result->status, {result->headers.begin(), result->headers.end()}, result->body};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: transport_httplib BASE_URL CLIENT_ID CONSUMER_KEY_FILE\n";
    return EXIT_FAILURE;
  }
  try {
    const snapseal::Partner partner{
        argv[2], snapseal::ConsumerKey::from_file_text(example::read_file(argv[3])), argv[1]};
    httplib::Client client(std::string(partner.base_url().origin()));
    client.set_url_encode(false);  // what was signed is encoded already

    const auto call = [&](const auto& request) {
      return send(client, partner.sign(request, std::chrono::system_clock::now()));
    };
    const api::User user = api::parse_register_user(call(api::register_user("Zoë & Co. +1")));
    const auto outcome = api::parse_login_user(
        call(api::login_user(user, {.custom_redirect = "https://a.example/?b=<c>&d=é"})));
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
