// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal.h>

#include <snapseal/api/access_token.hpp>
#include <snapseal/keys/private_key.hpp>
#include <snapseal/signing/credentials.hpp>
#include <snapseal/signing/partner.hpp>
#include <snapseal/signing/request.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "c/handle.hpp"

namespace snapseal::c {

using AnyPartner = std::variant<Partner, PersonalAccess>;
/// Members with the API's names, in the order in which they are told.
using Members = std::vector<std::pair<std::string_view, SecretString>>;

}  // namespace snapseal::c

// The names that the C interface gives them. The numbers are any, each another.
struct snapseal_private_key : snapseal::c::Handle<snapseal::PrivateKey, 0x5EA10001> {
  using Handle::Handle;
};
struct snapseal_public_key : snapseal::c::Handle<snapseal::PublicKey, 0x5EA10002> {
  using Handle::Handle;
};
struct snapseal_consumer_key : snapseal::c::Handle<snapseal::ConsumerKey, 0x5EA10003> {
  using Handle::Handle;
};
struct snapseal_partner : snapseal::c::Handle<snapseal::c::AnyPartner, 0x5EA10004> {
  using Handle::Handle;
};
struct snapseal_http_request : snapseal::c::Handle<snapseal::HttpRequest, 0x5EA10005> {
  using Handle::Handle;
};
struct snapseal_result : snapseal::c::Handle<snapseal::c::Members, 0x5EA10006> {
  using Handle::Handle;
};
struct snapseal_access_token : snapseal::c::Handle<snapseal::api::AccessToken, 0x5EA10007> {
  using Handle::Handle;
};

namespace snapseal::c {

/// The contents of a caller's array of objects, as the library takes several keys. Throws
/// `SNAPSEAL_INVALID_HANDLE`, and `Errc::invalid_argument` for none and for too many.
template <typename Keys, typename Object>
[[nodiscard]] Keys keys_of(const Object* const* objects, std::size_t count) {
  using Key = std::remove_cvref_t<decltype(objects[0]->content())>;
  std::vector<const Key*> contents;
  // One more than the most is enough to be refused.
  for (const Object* object :
       array_of(objects, count, "keys").first(std::min(count, Keys::size_max + 1))) {
    contents.push_back(&content(object, "keys"));
  }
  return Keys(std::span<const Key* const>(contents));
}

}  // namespace snapseal::c
