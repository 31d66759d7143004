// SPDX-License-Identifier: Apache-2.0
#include <snapseal/keys/public_key.hpp>
#include <string>

#include "c/buffer.hpp"
#include "c/objects.hpp"
#include "c/options.hpp"

using namespace snapseal;
using c::Buffer;
using c::guarded;
using c::Place;
using c::text_of;

std::int32_t snapseal_public_key_parse(snapseal_public_key** key, const char* text,
                                       std::size_t text_size, const snapseal_options* options,
                                       snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(key, "key");
    place.give(PublicKey::parse(text_of(text, text_size, "text"), c::Options(options).limits()));
  });
}

void snapseal_public_key_free(snapseal_public_key* key) {
  c::release(key);
}

std::int32_t snapseal_public_key_write(const snapseal_public_key* key, char* out,
                                       std::size_t* out_size, std::int32_t format,
                                       const char* comment, std::size_t comment_size,
                                       snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    const PublicKey& content = c::content(key, "key");
    const std::string_view said = text_of(comment, comment_size, "comment");
    switch (format) {
      case SNAPSEAL_OPENSSH: return buffer.give(content.to_openssh(said));
      case SNAPSEAL_SPKI_PEM: return buffer.give(content.to_spki_pem());
      case SNAPSEAL_SPKI_DER: return buffer.give(content.to_spki_der());
      case SNAPSEAL_JWK: return buffer.give(content.to_jwk());
      default: throw Error(Errc::invalid_argument, "not a format of public keys", "format");
    }
  });
}

std::int32_t snapseal_public_key_bits(const snapseal_public_key* key, std::size_t* modulus_bits,
                                      snapseal_error* error) {
  return guarded(error, [&] {
    c::require_pointer(modulus_bits, "modulus_bits");
    *modulus_bits = 0;
    *modulus_bits = c::content(key, "key").modulus_bits();
  });
}

std::int32_t snapseal_public_key_fingerprint(const snapseal_public_key* key, char* out,
                                             std::size_t* out_size, snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    buffer.give(c::content(key, "key").fingerprint_sha256());
  });
}

std::int32_t snapseal_public_key_thumbprint(const snapseal_public_key* key, char* out,
                                            std::size_t* out_size, snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    buffer.give(c::content(key, "key").jwk_thumbprint_sha256());
  });
}
