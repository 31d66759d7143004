// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <chrono>
#include <snapseal/api/check_status.hpp>
#include <snapseal/api/client_access.hpp>
#include <snapseal/api/delete_user.hpp>
#include <snapseal/api/get_user_jwt.hpp>
#include <snapseal/api/list_users.hpp>
#include <snapseal/api/login_user.hpp>
#include <snapseal/api/register_user.hpp>
#include <snapseal/api/request.hpp>
#include <snapseal/api/reset_user_secret.hpp>
#include <snapseal/signing/partner.hpp>

#include "c/buffer.hpp"
#include "c/objects.hpp"
#include "c/parameters.hpp"
#include "c/text_place.hpp"

namespace {

using namespace snapseal;
using c::guarded;
using c::Parameters;
using c::Place;
using c::text_of;

UnixTime time_of(std::int64_t seconds) {
  return UnixTime(std::chrono::seconds(seconds));
}

Method method_of(const char* method, std::size_t size) {
  const std::string_view name = text_of(method, size, "method");
  for (const Method known :
       {Method::get, Method::post, Method::put, Method::patch, Method::delete_}) {
    if (to_string(known) == name) {
      return known;
    }
  }
  throw Error(Errc::invalid_argument, "must be GET, POST, PUT, PATCH or DELETE", "method");
}

std::optional<std::string> body_of(const char* body, std::size_t size) {
  const std::string_view text = text_of(body, size, "body");
  return text.empty() ? std::nullopt : std::optional(std::string(text));
}

api::User user_of(Parameters& parameters) {
  return {parameters.require("userId"), parameters.require("userSecret")};
}

// One of an enumeration's values, by the API's name for it.
template <typename Enum, std::size_t size>
std::optional<Enum> take_choice(Parameters& parameters, Literal name,
                                const std::array<Enum, size>& choices) {
  const auto value = parameters.take(name.view());
  if (!value) {
    return std::nullopt;
  }
  for (const Enum choice : choices) {
    if (to_string(choice) == *value) {
      return choice;
    }
  }
  throw Error(Errc::invalid_argument, "not a value that the API documents", name);
}

api::LoginOptions login_options(Parameters& parameters) {
  using api::ConnectionType;
  using api::PortalVersion;
  const auto text = [&](std::string_view name) -> std::optional<std::string> {
    const auto value = parameters.take(name);
    return value ? std::optional(std::string(*value)) : std::nullopt;
  };
  return {.broker = text("broker"),
          .immediate_redirect = parameters.take_switch("immediateRedirect"),
          .custom_redirect = text("customRedirect"),
          .reconnect = text("reconnect"),
          .connection_type = take_choice(parameters, "connectionType",
                                         std::array{ConnectionType::read, ConnectionType::trade,
                                                    ConnectionType::trade_if_available}),
          .show_close_button = parameters.take_switch("showCloseButton"),
          .dark_mode = parameters.take_switch("darkMode"),
          .locale = text("locale"),
          .connection_portal_version =
              take_choice(parameters, "connectionPortalVersion",
                          std::array{PortalVersion::v4, PortalVersion::v3, PortalVersion::v2})};
}

Request<Commercial> register_user(Parameters& parameters) {
  const api::UserId user = parameters.require("userId");
  const auto key = parameters.take("rsaPublicKey");
  return key ? api::register_user(user, PublicKey::parse(*key)) : api::register_user(user);
}

Request<Commercial> operation_of(std::int32_t operation, Parameters& parameters) {
  switch (operation) {
    case SNAPSEAL_LIST_USERS: return api::list_users();
    case SNAPSEAL_REGISTER_USER: return register_user(parameters);
    case SNAPSEAL_DELETE_USER: return api::delete_user(parameters.require("userId"));
    case SNAPSEAL_LOGIN_USER:
      return api::login_user(user_of(parameters), login_options(parameters));
    case SNAPSEAL_GET_USER_JWT: return api::get_user_jwt(user_of(parameters));
    case SNAPSEAL_RESET_USER_SECRET: return api::reset_user_secret(user_of(parameters));
    default: throw Error(Errc::invalid_argument, "not an operation", "operation");
  }
}

HttpRequest signed_operation(const Partner& partner, std::int32_t operation, Parameters& parameters,
                             UnixTime now) {
  const auto request = operation_of(operation, parameters);
  parameters.require_all_taken();
  return partner.sign(request, now);
}

HttpRequest signed_operation(const PersonalAccess& access, std::int32_t operation,
                             Parameters& parameters, UnixTime now) {
  if (operation != SNAPSEAL_LOGIN_USER) {
    throw Error(Errc::invalid_argument, "a personal key does not have this operation", "operation");
  }
  const auto request = api::login_user(login_options(parameters));
  parameters.require_all_taken();
  return access.sign(request, now);
}

template <typename Kind>
HttpRequest signed_request(const BasicPartner<Kind>& partner, RequestData request, UnixTime now) {
  return partner.sign(Request<Kind>{std::move(request)}, now);
}

}  // namespace

std::int32_t snapseal_partner_new(snapseal_partner** partner, std::int32_t kind,
                                  const char* client_id, std::size_t client_id_size,
                                  const char* consumer_key, std::size_t consumer_key_size,
                                  const char* base_url, std::size_t base_url_size,
                                  snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(partner, "partner");
    ClientId id = text_of(client_id, client_id_size, "client_id");
    ConsumerKey key = text_of(consumer_key, consumer_key_size, "consumer_key");
    const std::string_view url = text_of(base_url, base_url_size, "base_url");
    BaseUrl base = url.empty() ? BaseUrl() : BaseUrl(url);
    switch (kind) {
      case SNAPSEAL_COMMERCIAL:
        return place.give(c::AnyPartner(Partner(std::move(id), std::move(key), std::move(base))));
      case SNAPSEAL_PERSONAL:
        return place.give(
            c::AnyPartner(PersonalAccess(std::move(id), std::move(key), std::move(base))));
      default: throw Error(Errc::invalid_argument, "not a kind of keys", "kind");
    }
  });
}

void snapseal_partner_free(snapseal_partner* partner) {
  c::release(partner);
}

std::int32_t snapseal_sign_operation(const snapseal_partner* partner,
                                     snapseal_http_request** request, std::int32_t operation,
                                     const snapseal_parameter* parameters,
                                     std::size_t parameters_count, std::int64_t now,
                                     snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(request, "request");
    Parameters given(parameters, parameters_count);
    place.give(std::visit(
        [&](const auto& signer) {
          if (operation == SNAPSEAL_CHECK_STATUS) {
            given.require_all_taken();
            return unsigned_request(api::check_status(), signer.base_url());
          }
          return signed_operation(signer, operation, given, time_of(now));
        },
        c::content(partner, "partner")));
  });
}

std::int32_t snapseal_sign_request(const snapseal_partner* partner, snapseal_http_request** request,
                                   const char* method, std::size_t method_size, const char* path,
                                   std::size_t path_size, const snapseal_parameter* query,
                                   std::size_t query_count, const char* body, std::size_t body_size,
                                   std::int64_t now, snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(request, "request");
    const RequestData data{method_of(method, method_size),
                           std::string(text_of(path, path_size, "path")),
                           c::query_of(query, query_count), body_of(body, body_size)};
    place.give(
        std::visit([&](const auto& signer) { return signed_request(signer, data, time_of(now)); },
                   c::content(partner, "partner")));
  });
}

std::int32_t snapseal_authorize_request(const snapseal_access_token* token,
                                        snapseal_http_request** request, const char* base_url,
                                        std::size_t base_url_size, const char* method,
                                        std::size_t method_size, const char* path,
                                        std::size_t path_size, const snapseal_parameter* query,
                                        std::size_t query_count, const char* body,
                                        std::size_t body_size, snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(request, "request");
    const std::string_view url = text_of(base_url, base_url_size, "base_url");
    const api::ClientAccess access(c::content(token, "token").clone(),
                                   url.empty() ? BaseUrl() : BaseUrl(url));
    place.give(access.authorize(
        {{method_of(method, method_size), std::string(text_of(path, path_size, "path")),
          c::query_of(query, query_count), body_of(body, body_size)}}));
  });
}

void snapseal_http_request_free(snapseal_http_request* request) {
  c::release(request);
}

std::int32_t snapseal_http_request_method(const snapseal_http_request* request, const char** method,
                                          std::size_t* method_size, snapseal_error* error) {
  return guarded(error, [&] {
    const c::TextPlace method_place(method, method_size, "method");
    method_place.show(to_string(c::content(request, "request").method));
  });
}

std::int32_t snapseal_http_request_url(const snapseal_http_request* request, const char** url,
                                       std::size_t* url_size, snapseal_error* error) {
  return guarded(error, [&] {
    const c::TextPlace url_place(url, url_size, "url");
    url_place.show(c::content(request, "request").url);
  });
}

std::int32_t snapseal_http_request_body(const snapseal_http_request* request, const char** body,
                                        std::size_t* body_size, snapseal_error* error) {
  return guarded(error, [&] {
    const c::TextPlace body_place(body, body_size, "body");
    body_place.show(c::content(request, "request").body);
  });
}

std::int32_t snapseal_http_request_header_count(const snapseal_http_request* request,
                                                std::size_t* count, snapseal_error* error) {
  return guarded(error, [&] {
    c::require_pointer(count, "count");
    *count = 0;
    *count = c::content(request, "request").headers.size();
  });
}

std::int32_t snapseal_http_request_header(const snapseal_http_request* request, const char** name,
                                          std::size_t* name_size, const char** value,
                                          std::size_t* value_size, std::size_t index,
                                          snapseal_error* error) {
  return guarded(error, [&] {
    const c::TextPlace name_place(name, name_size, "name");
    const c::TextPlace value_place(value, value_size, "value");
    const auto& headers = c::content(request, "request").headers;
    if (index >= headers.size()) {
      throw Error(Errc::invalid_argument, "there are not so many headers", "index");
    }
    name_place.show(headers[index].first);
    value_place.show(headers[index].second);
  });
}
