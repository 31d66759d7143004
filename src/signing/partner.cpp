// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <snapseal/core/base64.hpp>
#include <snapseal/signing/partner.hpp>

#include "signing/keyed_mac.hpp"
#include "signing/signed_text.hpp"
#include "signing/target.hpp"

namespace snapseal {

namespace {

void check_query(const Query& query) {
  constexpr std::array reserved{"clientId", "timestamp", "signature"};
  for (const char* name : reserved) {
    if (signing::has_parameter(query, name)) {
      throw Error(Errc::invalid_request, "has clientId, timestamp or signature already", "query");
    }
  }
}

void append_query(std::string& out, const ClientId& id, const Query& query, UnixTime now) {
  signing::append_parameter(out, "clientId", id.value());
  for (const auto& [name, value] : query) {
    out += '&';
    signing::append_parameter(out, name, value);
  }
  std::array<char, 24> seconds{};
  const auto end = std::to_chars(seconds.data(), seconds.data() + seconds.size(),
                                 now.time_since_epoch().count());
  out += '&';
  signing::append_parameter(out, "timestamp", {seconds.data(), end.ptr});
}

}  // namespace

HttpRequest detail::sign_request(const ClientId& id, const ConsumerKey& key, const BaseUrl& base,
                                 const RequestData& request, UnixTime now) {
  check_query(request.query);
  if (id.value().empty()) {
    throw Error(Errc::invalid_argument, "was moved from", "clientId");
  }
  if (now < UnixTime{}) {
    throw Error(Errc::invalid_request, "is before 1970", "timestamp");
  }
  std::string url = signing::url_of(base, request.path);
  const std::size_t path_begin = base.origin().size();
  const std::size_t path_end = url.size();
  url += '?';
  append_query(url, id, request.query, now);

  // The body is read and written once: what is sent is cut out of what is signed.
  return signing::KeyedMac::of(key).use([&](signing::MacOperation& operation) {
    const std::string_view path = std::string_view(url).substr(path_begin, path_end - path_begin);
    const std::string_view query = std::string_view(url).substr(path_end + 1);
    const BodyView given = request.body ? BodyView(*request.body) : BodyView();
    const std::string_view body = signing::write_signed_text(operation.text, operation.writer,
                                                             {path, query, given}, Limits{});
    signing::check_body(request.method, body);
    std::string signature = base64::encode(operation.sum(operation.text.view()));
    HttpRequest out = signing::http_request(request.method, std::move(url), std::string(body));
    out.headers.emplace_back("Signature", std::move(signature));
    return out;
  });
}

HttpRequest unsigned_request(const Request<Anonymous>& request, const BaseUrl& base) {
  const std::string body = signing::canonical_body(request);
  signing::check_body(request.method, body);
  return signing::http_request(request.method, signing::url_of(base, request.path),
                               signing::query_string(request.query), body);
}

}  // namespace snapseal
