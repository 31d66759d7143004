// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <snapseal/keys/key_ring.hpp>
#include <snapseal/response/decrypt.hpp>
#include <snapseal/response/decrypt_responses.hpp>
#include <snapseal/response/encrypt.hpp>
#include <snapseal/response/inspect.hpp>
#include <vector>

#include "c/buffer.hpp"
#include "c/objects.hpp"
#include "c/options.hpp"
#include "c/report.hpp"

namespace {

using namespace snapseal;
using c::Buffer;
using c::guarded;
using c::text_of;

void clear(snapseal_opened* opened) noexcept {
  if (opened != nullptr) {
    *opened = {};
  }
}

/// Of a `DecryptedResponse` or `DecryptedInto`.
template <typename Decrypted>
snapseal_opened opened_of(const Decrypted& decrypted) noexcept {
  return {decrypted.key_index, static_cast<std::int32_t>(decrypted.nonce_form)};
}

template <typename Decrypted>
void tell_opened(const Decrypted& decrypted, snapseal_opened* opened) noexcept {
  if (opened != nullptr) {
    *opened = opened_of(decrypted);
  }
}

void give(const DecryptedResponse& response, const Buffer& plaintext, snapseal_opened* opened) {
  plaintext.give(response.text.expose());
  tell_opened(response, opened);
}

void tell(const DecryptResult& result, std::size_t index, snapseal_batch_callback callback,
          void* context) {
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  const std::int32_t code = guarded(&error, [&] {
    if (const auto cause = result.has_value() ? nullptr : result.cause()) {
      std::rethrow_exception(cause);
    }
    static_cast<void>(result.value());
  });
  if (code != SNAPSEAL_OK) {
    const snapseal_opened none = {};
    callback(context, index, nullptr, 0, &none, &error);
    return;
  }
  const std::string_view text = result->text.expose();
  const snapseal_opened opened = opened_of(*result);
  callback(context, index, text.data(), text.size(), &opened, &error);
}

EncryptedResponse parsed(const char* response, std::size_t size, const c::Options& options) {
  return EncryptedResponse::parse(text_of(response, size, "response"), options.parse());
}

}  // namespace

std::int32_t snapseal_decrypt_response(const snapseal_private_key* const* keys,
                                       std::size_t keys_count, char* plaintext,
                                       std::size_t* plaintext_size, snapseal_opened* opened,
                                       const char* response, std::size_t response_size,
                                       const snapseal_options* options, snapseal_error* error) {
  return guarded(error, [&] {
    clear(opened);
    const Buffer buffer(plaintext, plaintext_size);
    const c::Options how(options);
    const auto ring = c::keys_of<KeyRing>(keys, keys_count);
    if (buffer.bytes().size() >= response_size / 4 * 3) {
      // Room for any plaintext, whose base64 is longer by a third: it is decrypted there.
      const DecryptedInto into =
          decrypt_response_into(buffer.bytes(), ring, text_of(response, response_size, "response"),
                                how.decrypt(), how.parse());
      buffer.set_size(into.size);
      return tell_opened(into, opened);
    }
    const EncryptedResponse content = parsed(response, response_size, how);
    buffer.require_room(content.message().ciphertext().size());
    give(decrypt_response(ring, content, how.decrypt()), buffer, opened);
  });
}

std::int32_t snapseal_decrypt_response_view(const snapseal_private_key* const* keys,
                                            std::size_t keys_count,
                                            snapseal_plaintext_callback view, void* context,
                                            const char* response, std::size_t response_size,
                                            const snapseal_options* options,
                                            snapseal_error* error) {
  return guarded(error, [&] {
    c::require_function(view, "view");
    const c::Options how(options);
    const DecryptedResponse result =
        decrypt_response(c::keys_of<KeyRing>(keys, keys_count),
                         text_of(response, response_size, "response"), how.decrypt(), how.parse());
    const snapseal_opened opened = opened_of(result);
    view(context, result.text.expose().data(), result.text.size(), &opened);
  });
}

std::int32_t snapseal_decrypt_responses(const snapseal_private_key* const* keys,
                                        std::size_t keys_count, snapseal_batch_callback result,
                                        void* context, const snapseal_text* responses,
                                        std::size_t responses_count, std::size_t threads,
                                        const snapseal_options* options, snapseal_error* error) {
  return guarded(error, [&] {
    c::require_function(result, "result");
    const c::Options how(options);
    const auto ring = c::keys_of<KeyRing>(keys, keys_count);
    std::vector<std::string_view> texts;
    for (const snapseal_text& text : c::array_of(responses, responses_count, "responses")) {
      texts.push_back(text_of(text.data, text.size, "responses"));
    }
    const auto results =
        decrypt_responses(ring, std::span<const std::string_view>(texts),
                          {.decrypt = how.decrypt(), .parse = how.parse(), .parallelism = threads});
    for (std::size_t i = 0; i < results.size(); ++i) {
      tell(results[i], i, result, context);
    }
  });
}

std::int32_t snapseal_encrypted_shared_key(std::uint8_t* out, std::size_t* out_size,
                                           const char* response, std::size_t response_size,
                                           const snapseal_options* options, snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    buffer.give(parsed(response, response_size, c::Options(options)).encrypted_shared_key());
  });
}

std::int32_t snapseal_decrypt_with_shared_key(
    char* plaintext, std::size_t* plaintext_size, snapseal_opened* opened,
    const std::uint8_t* shared_key, std::size_t shared_key_size, const char* response,
    std::size_t response_size, const snapseal_options* options, snapseal_error* error) {
  return guarded(error, [&] {
    clear(opened);
    const Buffer buffer(plaintext, plaintext_size);
    const c::Options how(options);
    const auto bytes = c::array_of(shared_key, shared_key_size, "shared_key");
    const EncryptedResponse content = parsed(response, response_size, how);
    buffer.require_room(content.message().ciphertext().size());
    const SharedKey key = SharedKey::from_unwrapped(
        shared_key == nullptr ? std::nullopt : std::optional(SecretBytes::copy_of(bytes)));
    give(decrypt_message(key, content.message(), how.decrypt()), buffer, opened);
  });
}

std::int32_t snapseal_encrypt_response(const snapseal_public_key* key, char* out,
                                       std::size_t* out_size, const char* plaintext,
                                       std::size_t plaintext_size,
                                       const snapseal_encrypt_options* options,
                                       snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    const auto how = c::read_structure<snapseal_encrypt_options>(
        options, SNAPSEAL_ENCRYPT_OPTIONS_INIT, "options");
    if (how.nonce_form != SNAPSEAL_NONCE_RFC7253 && how.nonce_form != SNAPSEAL_NONCE_LEGACY15) {
      throw Error(Errc::invalid_argument, "not a form of nonces", "nonce_form");
    }
    const EncryptedResponse response =
        encrypt_response(c::content(key, "key"), text_of(plaintext, plaintext_size, "plaintext"),
                         {.nonce_form = static_cast<NonceForm>(how.nonce_form),
                          .shared_key_bytes = how.shared_key_bytes,
                          .nonce_bytes = how.nonce_bytes});
    buffer.give(response.to_json());
  });
}

std::int32_t snapseal_inspect_response(char* out, std::size_t* out_size, const char* response,
                                       std::size_t response_size, const snapseal_options* options,
                                       snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    const ResponseReport found =
        inspect_response(text_of(response, response_size, "response"), c::Options(options).parse());
    c::Report report;
    const auto number = [&](std::string_view name, const std::optional<std::size_t>& value) {
      value ? report.member(name, *value) : report.null(name);
    };
    report.begin_object();
    report.member("well_formed", found.well_formed());
    number("modulus_bits", found.modulus_bits);
    report.member("has_legacy_reading", found.has_legacy_reading);
    report.begin_array("fields");
    for (const FieldReport& field : found.fields) {
      report.begin_object();
      report.member("name", field.name);
      number("base64_characters", field.base64_characters);
      number("bytes", field.bytes);
      if (field.problem) {
        report.object("problem");
        report.member("code", to_string(field.problem->code()));
        report.member("message", field.problem->message());
        report.end_object();
      } else {
        report.null("problem");
      }
      report.end_object();
    }
    report.end_array();
    report.end_object();
    buffer.give(report.text());
  });
}
