// SPDX-License-Identifier: Apache-2.0
// Whole responses: the same verdict by every way of reading one, no plaintext without the key, and
// the OCB of Botan.
#include <botan/aead.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <snapseal/response/decrypt.hpp>
#include <snapseal/response/encrypt.hpp>
#include <snapseal/response/inspect.hpp>
#include <string>

#include "core/botan.hpp"
#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;

namespace {

/// A key for which no input was made.
const PrivateKey& other_key(bool with_botan) {
  static const PrivateKey first = PrivateKey::generate(2048);
  static const PrivateKey second = first.with_backend(RsaBackend::botan);
  return with_botan ? second : first;
}

bool is_same(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

void check_report(std::string_view text, const ParseOptions& options,
                  const std::optional<Error>& error) {
  std::optional<ResponseReport> report;
  const auto unreadable = error_of([&] { report = inspect_response(text, options); });
  if (unreadable) {
    FUZZ_CHECK(error && error->code() == unreadable->code());
    return;
  }
  FUZZ_CHECK(report->well_formed() == !error);
  const auto& fields = report->fields;
  const auto first = std::find_if(fields.begin(), fields.end(), [](const FieldReport& field) {
    return field.problem.has_value();
  });
  FUZZ_CHECK(first == fields.end() || first->problem->code() == error->code());
}

void check_is_refused(std::string_view text, const EncryptedResponse& response,
                      const ParseOptions& options) {
  static bool with_botan = false;
  with_botan = !with_botan;
  const PrivateKey& key = other_key(with_botan);
  const auto whole = error_of([&] { static_cast<void>(decrypt_response(key, text, {}, options)); });
  const auto parsed = error_of([&] { static_cast<void>(decrypt_response(key, response)); });
  Bytes buffer(text.size(), 0x55);
  const auto into =
      error_of([&] { static_cast<void>(decrypt_response_into(buffer, key, text, {}, options)); });
  FUZZ_CHECK(whole && parsed && into);
  FUZZ_CHECK(whole->code() == Errc::decryption_failed ||
             whole->code() == Errc::invalid_encrypted_shared_key_length ||
             whole->code() == Errc::encrypted_shared_key_out_of_range);
  FUZZ_CHECK(parsed->code() == whole->code() && into->code() == whole->code());
  const std::size_t used = response.message().ciphertext().size();
  FUZZ_CHECK(std::all_of(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(used),
                         [](std::uint8_t byte) { return byte == 0; }));
}

/// The ciphertext, taken for a plaintext, is encrypted as Botan does it, and opened again.
void check_ocb(const EncryptedMessage& given) {
  const auto nonce = given.nonce();
  const auto plaintext = given.ciphertext();
  for (const std::size_t bytes : {16U, 24U, 32U}) {
    const Bytes key_bytes(bytes, 7);
    const SharedKey key(SecretBytes::copy_of(key_bytes));
    const auto failed = error_of([&] { static_cast<void>(decrypt_message(key, given)); });
    FUZZ_CHECK(failed && failed->code() == Errc::decryption_failed);
    const EncryptedMessage made = encrypt_message(key, test::text_of(plaintext), nonce);
    const auto mode = Botan::AEAD_Mode::create_or_throw("AES-" + std::to_string(bytes * 8) + "/OCB",
                                                        botan::encryption);
    mode->set_key(key_bytes.data(), key_bytes.size());
    mode->start(nonce.data(), nonce.size());
    Botan::secure_vector<std::uint8_t> expected(plaintext.begin(), plaintext.end());
    mode->finish(expected);
    const std::span all(expected);
    FUZZ_CHECK(is_same(made.ciphertext(), all.first(plaintext.size())));
    FUZZ_CHECK(is_same(made.tag(), all.subspan(plaintext.size())));
    const DecryptedResponse opened = decrypt_message(key, made);
    FUZZ_CHECK(opened.text.expose() == test::text_of(plaintext));
    FUZZ_CHECK(opened.nonce_form == NonceForm::rfc7253);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactBuffer exact(Input(data, size).rest());
  const std::string_view text = exact.view();
  for (const bool skip : {false, true}) {
    ParseOptions options{.skip_whitespace_in_base64 = skip};
    options.limits.json_depth = 16;
    std::optional<EncryptedResponse> response;
    const auto error = error_of([&] { response = EncryptedResponse::parse(text, options); });
    check_report(text, options, error);
    if (error) {
      const auto same = error_of(
          [&] { static_cast<void>(decrypt_response(other_key(false), text, {}, options)); });
      FUZZ_CHECK(same && same->code() == error->code() && same->field() == error->field());
      FUZZ_CHECK(same->offset() == error->offset() && same->message() == error->message());
      continue;
    }
    FUZZ_CHECK(nlohmann::json::accept(text.begin(), text.end()));
    const std::string json = response->to_json();
    const EncryptedResponse again = EncryptedResponse::parse(json);
    FUZZ_CHECK(again.to_json() == json);
    FUZZ_CHECK(is_same(again.encrypted_shared_key(), response->encrypted_shared_key()));
    FUZZ_CHECK(is_same(again.message().ciphertext(), response->message().ciphertext()));
    FUZZ_CHECK(is_same(again.message().tag(), response->message().tag()));
    FUZZ_CHECK(is_same(again.message().nonce(), response->message().nonce()));
    if (!skip) {
      check_is_refused(text, *response, options);
      check_ocb(response->message());
    }
  }
  return 0;
}
