// SPDX-License-Identifier: Apache-2.0
#include "c/options.hpp"

#include <limits>
#include <snapseal/response/encrypt.hpp>
#include <snapseal/signing/webhook.hpp>

namespace snapseal::c {

namespace {

constexpr snapseal_options defaults = SNAPSEAL_OPTIONS_INIT;

// The numbers of the header are the library's.
static_assert(defaults.response_bytes == Limits().response_bytes);
static_assert(defaults.json_depth == Limits().json_depth);
static_assert(defaults.request_bytes == Limits().request_bytes);
static_assert(defaults.webhook_bytes == snapseal::webhook_limits().request_bytes);
static_assert(defaults.key_file_bytes == Limits().key_file_bytes);
static_assert(defaults.pbkdf2_iterations == Limits().pbkdf2_iterations);
static_assert(defaults.scrypt_bytes == Limits().scrypt_bytes);
static_assert(defaults.bcrypt_rounds == Limits().bcrypt_rounds);
static_assert(defaults.argon2_bytes == Limits().argon2_bytes);
static_assert(DecryptOptions().try_legacy_nonce == (defaults.try_legacy_nonce != 0));
static_assert(ParseOptions().skip_whitespace_in_base64 ==
              (defaults.skip_whitespace_in_base64 != 0));

constexpr snapseal_encrypt_options encrypt_defaults = SNAPSEAL_ENCRYPT_OPTIONS_INIT;
static_assert(encrypt_defaults.shared_key_bytes == EncryptOptions().shared_key_bytes);
static_assert(encrypt_defaults.nonce_bytes == EncryptOptions().nonce_bytes);
static_assert(encrypt_defaults.nonce_form == static_cast<int>(EncryptOptions().nonce_form));
static_assert(SNAPSEAL_NONCE_LEGACY15 == static_cast<int>(NonceForm::legacy15));

constexpr snapseal_webhook_tolerance tolerance_defaults = SNAPSEAL_WEBHOOK_TOLERANCE_INIT;
static_assert(tolerance_defaults.max_age_seconds == WebhookTolerance().max_age.count());
static_assert(tolerance_defaults.max_ahead_seconds == WebhookTolerance().max_ahead.count());

std::size_t size_of(std::uint64_t number) noexcept {
  return static_cast<std::size_t>(
      std::min<std::uint64_t>(number, std::numeric_limits<std::size_t>::max()));
}

// A structure with its defaults, for a caller who has no macros.
template <typename Structure>
std::int32_t initialise(Structure* structure, const Structure& content) noexcept {
  if (structure == nullptr) {
    return SNAPSEAL_INVALID_ARGUMENT;
  }
  *structure = content;
  return SNAPSEAL_OK;
}

}  // namespace

Options::Options(const snapseal_options* options)
    : options_(read_structure(options, defaults, "options")) {}

Limits Options::limits() const noexcept {
  return {.response_bytes = size_of(options_.response_bytes),
          .json_depth = size_of(options_.json_depth),
          .request_bytes = size_of(options_.request_bytes),
          .key_file_bytes = size_of(options_.key_file_bytes),
          .pbkdf2_iterations = size_of(options_.pbkdf2_iterations),
          .scrypt_bytes = size_of(options_.scrypt_bytes),
          .bcrypt_rounds = size_of(options_.bcrypt_rounds),
          .argon2_bytes = size_of(options_.argon2_bytes)};
}

Limits Options::webhook_limits() const noexcept {
  Limits result = limits();
  result.request_bytes = size_of(options_.webhook_bytes);
  return result;
}

ParseOptions Options::parse() const noexcept {
  return {.limits = limits(), .skip_whitespace_in_base64 = options_.skip_whitespace_in_base64 != 0};
}

DecryptOptions Options::decrypt() const noexcept {
  return {.try_legacy_nonce = options_.try_legacy_nonce != 0};
}

}  // namespace snapseal::c

using snapseal::c::initialise;

std::int32_t snapseal_options_init(snapseal_options* options) {
  return initialise(options, snapseal::c::defaults);
}

std::int32_t snapseal_encrypt_options_init(snapseal_encrypt_options* options) {
  return initialise(options, snapseal::c::encrypt_defaults);
}

std::int32_t snapseal_webhook_tolerance_init(snapseal_webhook_tolerance* tolerance) {
  return initialise(tolerance, snapseal::c::tolerance_defaults);
}

std::int32_t snapseal_error_init(snapseal_error* error) {
  return initialise<snapseal_error>(error, SNAPSEAL_ERROR_INIT);
}

std::int32_t snapseal_reply_init(snapseal_reply* reply) {
  return initialise<snapseal_reply>(reply, SNAPSEAL_REPLY_INIT);
}
