// SPDX-License-Identifier: Apache-2.0
// What tokens do that SoftHSM does not: with SoftHSM behind faulty_module.cpp.
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>

#include <filesystem>

#include "pkcs11/tokens.hpp"
#include "support/catch.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

const std::string& rsa_uri() {
  static const std::string text = uri("token=main%20token;object=rsa2048", SNAPSEAL_FAULTY_MODULE);
  return text;
}

const std::string& always_uri() {
  static const std::string text = uri("token=main%20token;object=always", SNAPSEAL_FAULTY_MODULE);
  return text;
}

/// Calls of a function of the module since this was made.
class Calls {
 public:
  explicit Calls(std::string function)
      : library_(dlopen(SNAPSEAL_FAULTY_MODULE, RTLD_NOW)),
        count_(reinterpret_cast<int (*)(const char*)>(dlsym(library_, "faulty_calls"))),
        function_(std::move(function)),
        before_(count_(function_.c_str())) {}
  Calls(const Calls&) = delete;
  Calls& operator=(const Calls&) = delete;
  ~Calls() { dlclose(library_); }
  [[nodiscard]] int count() const { return count_(function_.c_str()) - before_; }

 private:
  void* library_;
  int (*count_)(const char*);
  std::string function_;
  int before_;
};

std::string hex(CK_RV code) {
  return std::to_string(code);
}

std::string unwrap_outcome(const PrivateKey& key) {
  const EncryptedResponse response = encrypt_response(key.public_key(), "a text");
  return outcome_of([&] { return decrypt_response(key, response); });
}

std::string login_outcome(CK_RV code) {
  const Setting fault("FAULT_C_Login", hex(code));
  const Calls logins("C_Login");
  const std::string outcome = open_outcome(rsa_uri());
  CHECK(logins.count() == 1);
  return outcome;
}

}  // namespace

TEST_CASE("the module of these tests works while it is told no faults", "[pkcs11]") {
  CHECK(opens(open_key(rsa_uri())));
  CHECK(opens(open_key(always_uri())));
}

TEST_CASE("each decryption is one call with a buffer, and nothing stays open", "[pkcs11]") {
  const Calls opened("C_OpenSession");
  const Calls closed("C_CloseSession");
  const Calls started("C_Initialize");
  const Calls ended("C_Finalize");
  const Calls decrypts("C_Decrypt");
  const Calls length_queries("C_Decrypt for a length");
  const Calls logins("C_Login");
  const Calls logouts("C_Logout");
  {
    const PrivateKey key = open_key(rsa_uri());
    for (int i = 0; i < 5; ++i) {
      CHECK(opens(key));
      CHECK_FALSE(key.unwrap(Bytes(256, 1)).has_value());
    }
  }
  CHECK(decrypts.count() == 10);
  CHECK(length_queries.count() == 0);
  CHECK(logins.count() == 1);
  CHECK(logouts.count() == 0);  // it would log out other users of the process
  CHECK(open_outcome(rsa_uri(), "4321") == "wrong_pin");
  CHECK(open_outcome(rsa_uri(), std::nullopt) == "pin_required");
  CHECK(open_outcome(uri("token=empty", SNAPSEAL_FAULTY_MODULE), "3456") == "key_not_found");
  CHECK(opened.count() >= 4);
  CHECK(opened.count() == closed.count());
  CHECK(started.count() >= 4);
  CHECK(started.count() == ended.count());
}

TEST_CASE("a key that is given up closes its session while others go on", "[pkcs11]") {
  const PrivateKey kept = open_key(rsa_uri());
  const Calls opened("C_OpenSession");
  const Calls closed("C_CloseSession");
  for (int i = 0; i < 3; ++i) {
    CHECK(opens(open_key(rsa_uri())));
    CHECK(open_outcome(uri("token=missing", SNAPSEAL_FAULTY_MODULE)) == "token_not_found");
    CHECK(open_outcome(uri("token=main%20token;object=ec", SNAPSEAL_FAULTY_MODULE)) ==
          "unsupported_key_algorithm");
  }
  CHECK(opened.count() == 6);
  CHECK(closed.count() == 6);
  CHECK(opens(kept));
}

TEST_CASE("a PIN that the token refuses is shown to it once", "[pkcs11]") {
  CHECK(login_outcome(CKR_PIN_INCORRECT) == "wrong_pin");
  CHECK(login_outcome(CKR_PIN_INVALID) == "wrong_pin");
  CHECK(login_outcome(CKR_PIN_LEN_RANGE) == "wrong_pin");
  CHECK(login_outcome(CKR_PIN_EXPIRED) == "wrong_pin");
  CHECK(login_outcome(CKR_PIN_LOCKED) == "pin_locked");
  CHECK(login_outcome(CKR_USER_PIN_NOT_INITIALIZED) == "pin_required");
  CHECK(login_outcome(CKR_FUNCTION_CANCELED) == "pin_required");
  CHECK(login_outcome(CKR_USER_ALREADY_LOGGED_IN) == "key_not_found");  // it was a lie
  CHECK(login_outcome(CKR_DEVICE_REMOVED) == "token_failed");
  CHECK(login_outcome(CKR_GENERAL_ERROR) == "token_failed");
  const Setting fault("FAULT_C_Login", hex(CKR_PIN_EXPIRED));
  CHECK(tells(open_message(rsa_uri()), "expired"));
}

TEST_CASE("if a token's PIN is locked, no PIN is asked for and none is sent", "[pkcs11]") {
  const Setting flags("FAULT_TOKEN_FLAGS", std::to_string(CKF_USER_PIN_LOCKED));
  const Calls logins("C_Login");
  PinSource pins{"1234"};
  CHECK(outcome_of([&] { return open_pkcs11_key(rsa_uri(), pins.source()); }) == "pin_locked");
  CHECK(pins.asked == 0);
  CHECK(logins.count() == 0);
}

TEST_CASE("the PIN source is told of the last try, and gets a clean label", "[pkcs11]") {
  const Setting flags("FAULT_TOKEN_FLAGS", std::to_string(CKF_USER_PIN_FINAL_TRY));
  const Setting label("FAULT_LABEL", "red \x1b[31mtoken\x7f");
  PinSource pins{std::nullopt};
  CHECK(outcome_of([&] {
          return open_pkcs11_key(
              uri("manufacturer=SoftHSM%20project;serial=" + environment("SNAPSEAL_SERIAL"),
                  SNAPSEAL_FAULTY_MODULE),
              pins.source());
        }) == "pin_required");
  CHECK(pins.last.is_final_try);
  CHECK(pins.last.token_label == "red ?[31mtoken?");
}

TEST_CASE("a token with a keypad gets no PIN from here", "[pkcs11]") {
  const Setting flags("FAULT_TOKEN_FLAGS", std::to_string(CKF_PROTECTED_AUTHENTICATION_PATH));
  PinSource pins{"wrong"};
  {
    const Setting keypad("FAULT_KEYPAD", "1234");
    CHECK(opens(PrivateKey(open_pkcs11_key(rsa_uri(), pins.source()))));
    CHECK(opens(PrivateKey(open_pkcs11_key(rsa_uri() + "&pin-value=wrong", pins.source()))));
    CHECK(opens(PrivateKey(open_pkcs11_key(always_uri(), pins.source()))));
  }
  const Setting keypad("FAULT_KEYPAD", "4321");
  CHECK(outcome_of([&] { return open_pkcs11_key(rsa_uri(), pins.source()); }) == "wrong_pin");
  CHECK(pins.asked == 0);
}

TEST_CASE("a token that needs no login gets none", "[pkcs11]") {
  const Setting flags("FAULT_TOKEN_FLAGS_OFF", std::to_string(CKF_LOGIN_REQUIRED));
  const Calls logins("C_Login");
  PinSource pins{"1234"};
  // SoftHSM does need it, and so shows no key.
  CHECK(outcome_of([&] { return open_pkcs11_key(rsa_uri(), pins.source()); }) == "key_not_found");
  CHECK(pins.asked == 0);
  CHECK(logins.count() == 0);
}

TEST_CASE("a token without RSA-OAEP is told apart from none", "[pkcs11]") {
  const Setting fault("FAULT_C_GetMechanismInfo", hex(CKR_MECHANISM_INVALID));
  CHECK(open_outcome(rsa_uri()) == "unsupported_key_algorithm");
  CHECK(tells(open_message(rsa_uri()), "CKM_RSA_PKCS_OAEP"));
  CHECK(open_outcome(uri("token=missing", SNAPSEAL_FAULTY_MODULE)) == "token_not_found");
}

TEST_CASE("a token that was not initialised does not count", "[pkcs11]") {
  const Setting fault("FAULT_TOKEN_FLAGS_OFF", std::to_string(CKF_TOKEN_INITIALIZED));
  CHECK(open_outcome(rsa_uri()) == "token_not_found");
}

TEST_CASE("a module that fails on the way to the key is told", "[pkcs11]") {
  const auto outcome_with = [](const std::string& function, CK_RV code) {
    const Setting fault("FAULT_" + function, hex(code));
    return open_outcome(rsa_uri());
  };
  CHECK(outcome_with("C_Initialize", CKR_GENERAL_ERROR) == "token_failed");
  CHECK(outcome_with("C_GetSlotList", CKR_GENERAL_ERROR) == "token_not_found");
  CHECK(outcome_with("C_OpenSession", CKR_SESSION_COUNT) == "token_failed");
  CHECK(outcome_with("C_FindObjects", CKR_DEVICE_REMOVED) == "token_failed");
  CHECK(outcome_with("C_GetAttributeValue", CKR_DEVICE_ERROR) == "token_failed");
  CHECK(open_outcome(rsa_uri()) == "ok");
}

TEST_CASE("a private key that does not show its numbers is completed by its public key",
          "[pkcs11]") {
  const PublicKey expected = PublicKey::parse(read_file(vectors_dir() / "keys/rsa2048.pub"));
  const Setting hidden("FAULT_HIDDEN", std::to_string(CKA_PUBLIC_EXPONENT));
  CHECK(open_key(rsa_uri()).public_key() == expected);
  CHECK(open_outcome(uri("token=main%20token;object=stranger", SNAPSEAL_FAULTY_MODULE)) ==
        "key_not_found");  // the public key of its ID has another modulus
  CHECK(open_outcome(always_uri()) == "key_not_found");  // it has no public key object
  CHECK(tells(open_message(always_uri()), "public half"));
  {
    const Setting too("FAULT_HIDDEN_TOO", std::to_string(CKA_MODULUS));
    CHECK(open_key(rsa_uri()).public_key() == expected);
  }
  const Setting too("FAULT_HIDDEN_TOO", std::to_string(CKA_ID));
  CHECK(open_outcome(rsa_uri()) == "key_not_found");
}

TEST_CASE("a place that fails is told apart from a wrong padding, and only it", "[pkcs11]") {
  const PrivateKey key = open_key(rsa_uri());
  const auto outcome_with = [&](CK_RV code) {
    const Setting fault("FAULT_C_Decrypt", hex(code));
    return unwrap_outcome(key);
  };
  for (const CK_RV code :
       {CKR_HOST_MEMORY, CKR_SLOT_ID_INVALID, CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY,
        CKR_DEVICE_REMOVED, CKR_FUNCTION_NOT_SUPPORTED, CKR_KEY_HANDLE_INVALID,
        CKR_OBJECT_HANDLE_INVALID, CKR_OPERATION_NOT_INITIALIZED, CKR_SESSION_CLOSED,
        CKR_SESSION_HANDLE_INVALID, CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED,
        CKR_USER_NOT_LOGGED_IN, CKR_CRYPTOKI_NOT_INITIALIZED}) {
    CAPTURE(code);
    CHECK(outcome_with(code) == "token_failed");
  }
  for (const CK_RV code :
       {CKR_GENERAL_ERROR, CKR_FUNCTION_FAILED, CKR_ARGUMENTS_BAD, CKR_DATA_INVALID,
        CKR_DATA_LEN_RANGE, CKR_ENCRYPTED_DATA_INVALID, CKR_ENCRYPTED_DATA_LEN_RANGE,
        CKR_BUFFER_TOO_SMALL, CKR_VENDOR_DEFINED, CKR_VENDOR_DEFINED + 7}) {
    CAPTURE(code);
    CHECK(outcome_with(code) == "decryption_failed");
    CHECK(opens(key));  // and the key goes on working
  }
}

TEST_CASE("a failure before the ciphertext is looked at is not a wrong padding", "[pkcs11]") {
  const PrivateKey key = open_key(rsa_uri());
  for (const CK_RV code : {CKR_GENERAL_ERROR, CKR_FUNCTION_FAILED, CKR_DEVICE_REMOVED,
                           CKR_MECHANISM_PARAM_INVALID, CKR_USER_NOT_LOGGED_IN}) {
    CAPTURE(code);
    const Setting fault("FAULT_C_DecryptInit", hex(code));
    CHECK(unwrap_outcome(key) == "token_failed");
  }
  CHECK(opens(key));
}

TEST_CASE(
    "a module that leaves an operation open after a wrong padding does not spoil the next one",
    "[pkcs11]") {
  const PrivateKey key = open_key(rsa_uri());
  const Setting fault("FAULT_LEFT_OPEN", "1");
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(key.unwrap(std::vector<std::uint8_t>(256, 1)).has_value());
    CHECK(opens(key));
  }
}

TEST_CASE("a length beyond the buffer is not believed", "[pkcs11]") {
  const PrivateKey key = open_key(rsa_uri());
  for (const std::string length : {"257", "100000", "0xffffffffffffffff"}) {
    const Setting fault("FAULT_LENGTH", length);
    CHECK(unwrap_outcome(key) == "decryption_failed");
  }
  CHECK(opens(key));
}

TEST_CASE("a PIN that is refused in use is not tried again", "[pkcs11]") {
  const PrivateKey key = open_key(always_uri());
  CHECK(opens(key));
  const Calls logins("C_Login context");
  {
    const Setting fault("FAULT_CONTEXT_LOGIN", hex(CKR_PIN_INCORRECT));
    CHECK(unwrap_outcome(key) == "wrong_pin");
  }
  CHECK(unwrap_outcome(key) == "token_failed");
  CHECK(unwrap_outcome(key) == "token_failed");
  CHECK(logins.count() == 1);
  CHECK(opens(open_key(always_uri())));
}

TEST_CASE("a token that is taken out is told, and is not found again", "[pkcs11]") {
  const Setting store("SOFTHSM2_CONF", environment("SNAPSEAL_REMOVABLE_CONF"));
  const std::filesystem::path folder = environment("SNAPSEAL_REMOVABLE");
  const std::string path = uri("token=removable", SNAPSEAL_FAULTY_MODULE);
  {
    const PrivateKey key = open_key(path, "5678");
    CHECK(opens(key));
    std::filesystem::rename(folder, folder.string() + ".away");
    CHECK(unwrap_outcome(key) == "token_failed");
    CHECK(open_outcome(path, "5678") == "token_not_found");
  }
  CHECK(open_outcome(path, "5678") == "token_failed");  // SoftHSM does not start at all
  std::filesystem::rename(folder.string() + ".away", folder);
  CHECK(opens(open_key(path, "5678")));
}
