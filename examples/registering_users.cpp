// SPDX-License-Identifier: Apache-2.0
// registering_users BASE_URL CLIENT_ID CONSUMER_KEY_FILE: the six steps of the API's walk
// "Registering Users" over libcurl, and then the way of a user whose answers are encrypted. Run it
// against snapseal-sandbox: it registers two users and deletes them again.
#include <curl/curl.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <snapseal/snapseal.hpp>

#include "read_file.hpp"

namespace {

namespace api = snapseal::api;

using std::chrono::system_clock;

/// The transport. All that it needs to know is bytes.
class Curl {
 public:
  [[nodiscard]] api::Reply send(const snapseal::HttpRequest& request) {
    api::Reply reply;
    reply.sent = system_clock::now();
    const Handle curl(curl_easy_init(), curl_easy_cleanup);
    set(curl, CURLOPT_URL, request.url.c_str());
    // As it was signed, byte for byte.
    set(curl, CURLOPT_REQUEST_TARGET, std::string(request.target()).c_str());
    set(curl, CURLOPT_CUSTOMREQUEST, std::string(to_string(request.method)).c_str());
    const bool has_body =
        request.method != snapseal::Method::get && request.method != snapseal::Method::delete_;
    if (has_body) {
      set(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
      set(curl, CURLOPT_POSTFIELDS, request.body.c_str());
    }
    const Headers headers = headers_of(request);
    set(curl, CURLOPT_HTTPHEADER, headers.get());
    set(curl, CURLOPT_WRITEFUNCTION, &append);
    set(curl, CURLOPT_WRITEDATA, &reply.body);
    set(curl, CURLOPT_HEADERFUNCTION, &append_header);
    set(curl, CURLOPT_HEADERDATA, &reply.headers);
    set(curl, CURLOPT_TIMEOUT, 30L);
    if (const CURLcode code = curl_easy_perform(curl.get()); code != CURLE_OK) {
      throw std::runtime_error(curl_easy_strerror(code));
    }
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    reply.received = system_clock::now();
    return reply;
  }

 private:
  using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
  using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

  template <typename Value>
  static void set(const Handle& curl, CURLoption option, Value value) {
    if (!curl || curl_easy_setopt(curl.get(), option, value) != CURLE_OK) {
      throw std::runtime_error("libcurl lacks something");
    }
  }
  static Headers headers_of(const snapseal::HttpRequest& request) {
    // No "Content-Type: application/x-www-form-urlencoded" where the request has none of its own.
    Headers list(curl_slist_append(nullptr, "Content-Type:"), curl_slist_free_all);
    for (const auto& [name, value] : request.headers) {
      if (name == "Content-Type") {
        list.reset();
      }
    }
    for (const auto& [name, value] : request.headers) {
      const std::string line = std::string(name).append(": ").append(value);
      list.reset(curl_slist_append(list.release(), line.c_str()));
    }
    return list;
  }
  static std::size_t append(char* data, std::size_t one, std::size_t size, void* body) {
    static_cast<std::string*>(body)->append(data, one * size);
    return one * size;
  }
  static std::size_t append_header(char* data, std::size_t one, std::size_t size, void* headers) {
    const std::string line(data, one * size);
    const std::size_t colon = line.find(": ");
    const std::size_t end = line.find_last_not_of("\r\n");
    if (colon != std::string::npos && end >= colon + 2) {
      static_cast<decltype(api::Reply::headers)*>(headers)->emplace_back(
          line.substr(0, colon), line.substr(colon + 2, end - colon - 1));
    }
    return one * size;
  }
};

void walk(Curl& curl, const snapseal::Partner& partner, api::ServerClock& clock) {
  const auto call = [&](const auto& request) {
    return curl.send(partner.sign(request, clock.at(system_clock::now())));
  };
  const api::UserId id = "walk-user-1";

  std::cout << "1. a client for " << partner.client_id().value() << '\n';

  const auto status = api::parse_check_status(
      curl.send(snapseal::unsigned_request(api::check_status(), partner.base_url())));
  std::cout << "2. the API is " << (status.online ? "online" : "offline") << '\n';
  clock.learn(status);

  const api::User user = api::parse_register_user(call(api::register_user(id)), id);
  std::cout << "3. registered " << user.id.value() << '\n';

  const auto outcome =
      api::parse_login_user(call(api::login_user(user, {.broker = "ALPACA", .dark_mode = true})));
  const auto& portal = std::get<api::ConnectionPortal>(outcome);
  std::cout << "4. a link of " << portal.url.size() << " characters, session "
            << (portal.session_id.empty() ? "unknown" : "known") << '\n';

  const auto users = api::parse_list_users(call(api::list_users()));
  std::cout << "5. " << users.size() << " user" << (users.size() == 1 ? "" : "s") << '\n';

  std::cout << "6. deleted " << api::parse_delete_user(call(api::delete_user(id)), id).id.value()
            << '\n';
}

void encrypted_walk(Curl& curl, const snapseal::Partner& partner, const api::ServerClock& clock) {
  const auto call = [&](const auto& request) {
    return curl.send(partner.sign(request, clock.at(system_clock::now())));
  };
  // On the user's device. The private half stays there.
  const auto key = snapseal::PrivateKey::generate(2048);
  std::cout << "7. an RSA key of " << key.public_key().modulus_bits() << " bits\n";

  const api::UserId id = "walk-user-2";
  const api::User user =
      api::parse_register_user(call(api::register_user(id, key.public_key())), id);
  std::cout << "8. registered " << user.id.value() << " with it\n";

  const auto outcome = api::parse_login_user(call(api::login_user(user)));
  const auto& sealed = std::get<snapseal::EncryptedResponse>(outcome);  // the partner relays this
  const auto opened = snapseal::decrypt_response(key, sealed);          // and the device opens it
  const auto portal = api::parse_connection_portal(opened.text.expose(), system_clock::now());
  std::cout << "9. an encrypted link, opened (" << opened.nonce_form << "), of "
            << portal.url.size() << " characters\n";

  api::AccessToken token = api::parse_get_user_jwt(call(api::get_user_jwt(user)), key);
  std::cout << "10. a token; its claims: " << token.unverified_claims().json << '\n';

  const api::ClientAccess access(std::move(token), partner.base_url());
  const auto accounts = curl.send(
      access.authorize(api::request<snapseal::Device>(snapseal::Method::get, "/accounts")));
  api::require_success(accounts);
  std::cout << "11. the device's own call, with the token: " << accounts.body << '\n';

  std::cout << "12. deleted " << api::parse_delete_user(call(api::delete_user(id)), id).id.value()
            << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: registering_users BASE_URL CLIENT_ID CONSUMER_KEY_FILE\n";
    return EXIT_FAILURE;
  }
  curl_global_init(CURL_GLOBAL_DEFAULT);
  try {
    const snapseal::Partner partner{
        argv[2], snapseal::ConsumerKey::from_file_text(example::read_file(argv[3])), argv[1]};
    Curl curl;
    api::ServerClock clock;
    walk(curl, partner, clock);
    encrypted_walk(curl, partner, clock);
  } catch (const api::ApiError& error) {
    std::cerr << error.what() << ": " << error.detail() << " (retry: " << error.retry() << ")\n";
    return EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
  curl_global_cleanup();
}
