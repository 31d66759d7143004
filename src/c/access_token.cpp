// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/access_token.hpp>

#include "c/buffer.hpp"
#include "c/objects.hpp"
#include "c/text_place.hpp"

using namespace snapseal;
using c::guarded;

std::int32_t snapseal_access_token_parse(snapseal_access_token** token, const char* text,
                                         std::size_t text_size, snapseal_error* error) {
  return guarded(error, [&] {
    const c::Place place(token, "token");
    place.give(api::AccessToken::parse(c::text_of(text, text_size, "text")));
  });
}

void snapseal_access_token_free(snapseal_access_token* token) {
  c::release(token);
}

std::int32_t snapseal_access_token_text(const snapseal_access_token* token, const char** text,
                                        std::size_t* text_size, snapseal_error* error) {
  return guarded(error, [&] {
    const c::TextPlace place(text, text_size, "text");
    place.show(c::content(token, "token").expose());
  });
}

std::int32_t snapseal_access_token_expires_at(const snapseal_access_token* token,
                                              std::int64_t* seconds, snapseal_error* error) {
  return guarded(error, [&] {
    c::require_pointer(seconds, "seconds");
    *seconds = 0;
    const auto time = c::content(token, "token").expires_at();
    if (!time) {
      throw Error(Errc::missing_member, "the token does not say when it expires", "exp");
    }
    *seconds = time->time_since_epoch().count();
  });
}

std::int32_t snapseal_access_token_claims(const snapseal_access_token* token, char* out,
                                          std::size_t* out_size, snapseal_error* error) {
  return guarded(error, [&] {
    const c::Buffer buffer(out, out_size);
    buffer.give(c::content(token, "token").unverified_claims().json);
  });
}
