// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <optional>
#include <snapseal/keys/key_file.hpp>
#include <snapseal/keys/pkcs11.hpp>
#include <snapseal/keys/private_key.hpp>
#include <string>

#include "c/buffer.hpp"
#include "c/objects.hpp"
#include "c/options.hpp"
#include "c/report.hpp"

namespace {

using namespace snapseal;
using c::Buffer;
using c::Failure;
using c::guarded;
using c::Place;
using c::text_of;

constexpr std::size_t passphrase_bytes_max = 4096;

// What a callback wrote into a buffer of the library's, which is wiped; nothing if it has none.
template <typename Ask>
std::optional<SecretString> answer_of(const Ask& ask, std::int32_t none) {
  SecretBytes buffer(passphrase_bytes_max);
  std::size_t size = buffer.size();
  const std::int32_t code = ask(reinterpret_cast<char*>(buffer.expose().data()), &size);
  if (code == none) {
    return std::nullopt;
  }
  if (code != SNAPSEAL_OK) {
    throw Failure{SNAPSEAL_CALLBACK_FAILED, "the callback did not give what it was asked for",
                  "ask"};
  }
  if (size > buffer.size()) {
    throw Failure{SNAPSEAL_CALLBACK_FAILED, "the callback told a size beyond the buffer's", "ask"};
  }
  return SecretString(SecretBytes::copy_of(buffer.expose().first(size)));
}

std::optional<SecretBytes> unwrapped_by(snapseal_unwrap_callback unwrap, void* context,
                                        std::span<const std::uint8_t> ciphertext) {
  SecretBytes buffer(ciphertext.size());
  std::size_t size = buffer.size();
  switch (unwrap(context, ciphertext.data(), ciphertext.size(), buffer.expose().data(), &size)) {
    case SNAPSEAL_OK: break;
    case SNAPSEAL_DECRYPTION_FAILED: return std::nullopt;
    case SNAPSEAL_KEY_UNWRAPPER_FAILED:
      throw Error(Errc::key_unwrapper_failed, "the place of the key failed", "unwrap");
    default:
      throw Failure{SNAPSEAL_CALLBACK_FAILED, "the callback returned a code that it may not return",
                    "unwrap"};
  }
  if (size > buffer.size()) {
    throw Failure{SNAPSEAL_CALLBACK_FAILED, "the callback told a size beyond the buffer's",
                  "unwrap"};
  }
  return SecretBytes::copy_of(buffer.expose().first(size));
}

// A passphrase of the caller's; a null pointer is none.
std::optional<std::string_view> passphrase_of(const char* passphrase, std::size_t size) {
  const std::string_view text = text_of(passphrase, size, "passphrase");
  return passphrase == nullptr ? std::nullopt : std::optional(text);
}

void refuse_passphrase(bool given) {
  if (given) {
    throw Error(Errc::invalid_argument, "this format is not written encrypted", "passphrase");
  }
}

SecretBytes written(const PrivateKey& key, std::int32_t format,
                    std::optional<std::string_view> passphrase, std::string_view comment) {
  const auto bytes = [](const SecretString& text) {
    const std::string_view shown = text.expose();
    return SecretBytes::copy_of(
        {reinterpret_cast<const std::uint8_t*>(shown.data()), shown.size()});
  };
  switch (format) {
    case SNAPSEAL_PKCS8_PEM:
      return bytes(passphrase ? key.to_encrypted_pkcs8_pem(*passphrase) : key.to_pkcs8_pem());
    case SNAPSEAL_PKCS8_DER:
      return passphrase ? key.to_encrypted_pkcs8_der(*passphrase) : key.to_pkcs8_der();
    case SNAPSEAL_OPENSSH:
      return bytes(passphrase ? key.to_encrypted_openssh_pem(*passphrase, comment)
                              : key.to_openssh_pem(comment));
    case SNAPSEAL_PKCS1_PEM:
      refuse_passphrase(passphrase.has_value());
      return bytes(key.to_pkcs1_pem());
    case SNAPSEAL_PKCS1_DER: refuse_passphrase(passphrase.has_value()); return key.to_pkcs1_der();
    case SNAPSEAL_JWK: refuse_passphrase(passphrase.has_value()); return bytes(key.to_jwk());
    default: throw Error(Errc::invalid_argument, "not a format of private keys", "format");
  }
}

}  // namespace

std::int32_t snapseal_private_key_parse(snapseal_private_key** key, const char* text,
                                        std::size_t text_size, const char* passphrase,
                                        std::size_t passphrase_size,
                                        const snapseal_options* options, snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(key, "key");
    place.give(PrivateKey::parse(text_of(text, text_size, "text"),
                                 passphrase_of(passphrase, passphrase_size),
                                 c::Options(options).limits()));
  });
}

std::int32_t snapseal_private_key_parse_ask(snapseal_private_key** key, const char* text,
                                            std::size_t text_size, snapseal_passphrase_callback ask,
                                            void* context, const snapseal_options* options,
                                            snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(key, "key");
    c::require_function(ask, "ask");
    const PassphraseSource source = [&](const KeyFileReport& file) {
      return answer_of(
          [&](char* buffer, std::size_t* size) {
            return ask(context, file.encryption.data(), file.encryption.size(), buffer, size);
          },
          SNAPSEAL_PASSPHRASE_REQUIRED);
    };
    place.give(
        PrivateKey::parse(text_of(text, text_size, "text"), source, c::Options(options).limits()));
  });
}

std::int32_t snapseal_private_key_generate(snapseal_private_key** key, std::size_t modulus_bits,
                                           snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(key, "key");
    place.give(PrivateKey::generate(modulus_bits));
  });
}

std::int32_t snapseal_private_key_from_unwrapper(snapseal_private_key** key, const char* name,
                                                 std::size_t name_size,
                                                 const snapseal_public_key* public_key,
                                                 snapseal_unwrap_callback unwrap, void* context,
                                                 snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(key, "key");
    c::require_function(unwrap, "unwrap");
    place.give(PrivateKey::from_function(
        std::string(text_of(name, name_size, "name")), c::content(public_key, "public_key"),
        [unwrap, context](std::span<const std::uint8_t> ciphertext) {
          return unwrapped_by(unwrap, context, ciphertext);
        }));
  });
}

std::int32_t snapseal_private_key_from_pkcs11(snapseal_private_key** key, const char* uri,
                                              std::size_t uri_size, snapseal_pin_callback ask,
                                              void* context, snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(key, "key");
    Pkcs11PinSource source;
    if (ask != nullptr) {
      source = [&](const Pkcs11PinRequest& request) {
        return answer_of(
            [&](char* buffer, std::size_t* size) {
              return ask(context, request.token_label.data(), request.token_label.size(),
                         request.pin_source.data(), request.pin_source.size(),
                         request.is_final_try ? 1 : 0, buffer, size);
            },
            SNAPSEAL_PIN_REQUIRED);
      };
    }
    place.give(PrivateKey(open_pkcs11_key(text_of(uri, uri_size, "uri"), source)));
  });
}

void snapseal_private_key_free(snapseal_private_key* key) {
  c::release(key);
}

std::int32_t snapseal_private_key_write(const snapseal_private_key* key, char* out,
                                        std::size_t* out_size, std::int32_t format,
                                        const char* passphrase, std::size_t passphrase_size,
                                        const char* comment, std::size_t comment_size,
                                        snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    const SecretBytes text =
        written(c::content(key, "key"), format, passphrase_of(passphrase, passphrase_size),
                text_of(comment, comment_size, "comment"));
    buffer.give(text.expose());
  });
}

std::int32_t snapseal_private_key_public(const snapseal_private_key* key,
                                         snapseal_public_key** public_key, snapseal_error* error) {
  return guarded(error, [&] {
    const Place place(public_key, "public_key");
    place.give(c::content(key, "key").public_key());
  });
}

std::int32_t snapseal_inspect_key_file(char* out, std::size_t* out_size, const char* text,
                                       std::size_t text_size, const snapseal_options* options,
                                       snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    const KeyFileReport file =
        inspect_key_file(text_of(text, text_size, "text"), c::Options(options).limits());
    c::Report report;
    report.begin_object();
    report.member("format", to_string(file.format));
    file.encryption.empty() ? report.null("encryption")
                            : report.member("encryption", file.encryption);
    if (file.public_key) {
      report.member("modulus_bits", file.public_key->modulus_bits());
      report.member("fingerprint", file.public_key->fingerprint_sha256());
      report.member("thumbprint", file.public_key->jwk_thumbprint_sha256());
    } else {
      report.null("modulus_bits");
      report.null("fingerprint");
      report.null("thumbprint");
    }
    report.end_object();
    buffer.give(report.text());
  });
}
