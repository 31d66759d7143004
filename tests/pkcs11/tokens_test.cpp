// SPDX-License-Identifier: Apache-2.0
// Which token, which key, which PIN: with SoftHSM as it is.
#include <p11-kit/p11-kit.h>

#include <array>
#include <filesystem>

#include "pkcs11/tokens.hpp"
#include "support/catch.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

/// Takes a key's right to decrypt, which no tool at hand can.
void forbid_decryption(std::string label) {
  CK_FUNCTION_LIST* module = p11_kit_module_load(environment("SNAPSEAL_SOFTHSM").c_str(), 0);
  REQUIRE(module != nullptr);
  REQUIRE(p11_kit_module_initialize(module) == CKR_OK);
  std::array<CK_SLOT_ID, 16> slots{};
  CK_ULONG slot_count = slots.size();
  REQUIRE(module->C_GetSlotList(CK_TRUE, slots.data(), &slot_count) == CKR_OK);
  for (CK_ULONG i = 0; i < slot_count; ++i) {
    CK_TOKEN_INFO info{};
    REQUIRE(module->C_GetTokenInfo(slots[i], &info) == CKR_OK);
    if (std::string_view(reinterpret_cast<const char*>(info.label), 7) != "single ") {
      continue;
    }
    CK_SESSION_HANDLE session = 0;
    REQUIRE(module->C_OpenSession(slots[i], CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr, nullptr,
                                  &session) == CKR_OK);
    std::string pin = "2345";
    REQUIRE(module->C_Login(session, CKU_USER, reinterpret_cast<unsigned char*>(pin.data()), 4) ==
            CKR_OK);
    CK_OBJECT_CLASS object_class = CKO_PRIVATE_KEY;
    std::array<CK_ATTRIBUTE, 2> wanted{
        {{CKA_CLASS, &object_class, sizeof object_class}, {CKA_LABEL, label.data(), label.size()}}};
    REQUIRE(module->C_FindObjectsInit(session, wanted.data(), wanted.size()) == CKR_OK);
    CK_OBJECT_HANDLE key = 0;
    CK_ULONG count = 0;
    REQUIRE(module->C_FindObjects(session, &key, 1, &count) == CKR_OK);
    REQUIRE(count == 1);
    REQUIRE(module->C_FindObjectsFinal(session) == CKR_OK);
    CK_BBOOL no = CK_FALSE;
    CK_ATTRIBUTE right{CKA_DECRYPT, &no, sizeof no};
    CHECK(module->C_SetAttributeValue(session, key, &right, 1) == CKR_OK);
    CHECK(module->C_CloseSession(session) == CKR_OK);
  }
  p11_kit_module_finalize(module);
  p11_kit_module_release(module);
}

}  // namespace

TEST_CASE("a URI finds its key by label, by ID and by the token's other names", "[pkcs11]") {
  const PublicKey expected = PublicKey::parse(read_file(vectors_dir() / "keys/rsa2048.pub"));
  const auto finds = [&](const std::string& path) {
    const PrivateKey key = open_key(uri(path));
    return key.public_key() == expected && opens(key);
  };
  CHECK(finds("token=main%20token;object=rsa2048"));
  CHECK(finds("token=main%20token;object=rsa2048;type=private"));
  CHECK(finds("token=main%20token;id=%12"));
  CHECK(finds("token=main%20token;id=%20"));
  CHECK(finds("token=main%20token;object=rsa2048;id=%12;manufacturer=SoftHSM%20project"));
  CHECK(finds("token=main%20token;object=rsa2048;library-manufacturer=SoftHSM"));
  CHECK(open_outcome(uri("token=main%20token;object=rsa2048;library-manufacturer=x")) ==
        "token_not_found");
  CHECK(open_outcome(uri("token=main%20token;object=rsa2048;slot-id=99999")) == "token_not_found");
  CHECK(open_outcome(uri("token=main%20token;object=rsa2048;id=%13")) == "key_not_found");
}

TEST_CASE("a token with one key needs no name of the key", "[pkcs11]") {
  CHECK(opens(open_key(uri("token=single"), "2345")));
}

TEST_CASE("the modules that p11-kit is configured with are searched", "[pkcs11]") {
  const std::string configured = "pkcs11:token=main%20token;object=rsa2048";
  if (!std::filesystem::exists("/usr/share/p11-kit/modules/softhsm2.module")) {
    WARN("left out: p11-kit is not configured with SoftHSM");
    return;
  }
  CHECK(opens(open_key(configured)));
  CHECK(opens(open_key(configured + "?module-name=softhsm2")));
  CHECK(open_outcome(configured + "?module-name=another") == "token_not_found");
  CHECK(open_outcome("pkcs11:token=none") == "token_not_found");
}

TEST_CASE("text that is not the URI of a private key is refused", "[pkcs11]") {
  for (const std::string text :
       {"", "rsa2048.pem", "pkcs12:token=x", "pkcs11:token", "pkcs11:object=%zz", "pkcs11:tokn=x",
        "pkcs11:type=none", "pkcs11:type=public", "pkcs11:type=cert", "pkcs11:slot-id=x"}) {
    CAPTURE(text);
    PinSource pins{"1234"};
    const auto error = error_of([&] { return open_pkcs11_key(text, pins.source()); });
    REQUIRE(error);
    CHECK(error->code() == Errc::invalid_argument);
    CHECK(error->field() == "uri");
    CHECK(pins.asked == 0);
  }
  CHECK(open_outcome(uri(std::string("token=main%20token") + '\0' + ";object=rsa2048")) ==
        "invalid_argument");
}

TEST_CASE("a module that cannot be loaded is told", "[pkcs11]") {
  CHECK(open_outcome(uri("token=x", "/no/such/module.so")) == "token_failed");
  CHECK(open_outcome(uri("token=x", "/etc/passwd")) == "token_failed");
  CHECK(open_outcome(uri("token=x", "")) == "token_failed");
}

TEST_CASE("a token is found, or why not is told", "[pkcs11]") {
  CHECK(open_outcome(uri("token=missing")) == "token_not_found");
  CHECK(open_outcome(uri("token=double")) == "token_not_found");
  CHECK(tells(open_message(uri("token=missing")), "list-tokens"));
  CHECK(tells(open_message(uri("token=double")), "add token= or serial="));
  CHECK(tells(open_message(uri("object=rsa2048")), "add token= or serial="));
}

TEST_CASE("a key is found, or why not is told", "[pkcs11]") {
  CHECK(open_outcome(uri("token=main%20token;object=missing")) == "key_not_found");
  CHECK(open_outcome(uri("token=empty"), "3456") == "key_not_found");
  CHECK(open_outcome(uri("token=main%20token;object=twin")) == "key_not_found");
  CHECK(tells(open_message(uri("token=main%20token;object=missing")), "--list-privkeys"));
  CHECK(tells(open_message(uri("token=empty"), "3456"), "no private key on the token"));
  CHECK(tells(open_message(uri("token=main%20token;object=twin")), "add object= or id="));
  CHECK(open_outcome(uri("token=main%20token;object=twin;id=%a0")) == "ok");
}

TEST_CASE("a key that is not for RSA decryption is refused", "[pkcs11]") {
  CHECK(open_outcome(uri("token=main%20token;object=ec")) == "unsupported_key_algorithm");
  CHECK(open_outcome(uri("token=main%20token;object=tiny")) == "unsupported_key_size");
  CHECK(tells(open_message(uri("token=main%20token;object=ec")), "not an RSA key"));
  // Of several, the one that can be used is taken.
  CHECK(opens(open_key(uri("token=main%20token;object=mixed"))));
}

TEST_CASE("a PIN is asked for once, and told whose it is", "[pkcs11]") {
  PinSource pins{"1234"};
  const PrivateKey key(open_pkcs11_key(
      uri("token=main%20token;object=rsa2048") + "&pin-source=file:/some/where", pins.source()));
  CHECK(pins.asked == 1);
  CHECK(pins.last.token_label == "main token");
  CHECK(pins.last.pin_source == "file:/some/where");
  CHECK_FALSE(pins.last.is_final_try);
  CHECK(opens(key));
  CHECK(opens(key));
  CHECK(pins.asked == 1);
}

TEST_CASE("a PIN in the URI is used, and the PIN source is not asked", "[pkcs11]") {
  const std::string path = uri("token=main%20token;object=rsa2048");
  PinSource pins{"wrong"};
  CHECK(opens(PrivateKey(open_pkcs11_key(path + "&pin-value=1234", pins.source()))));
  CHECK(outcome_of([&] { return open_pkcs11_key(path + "&pin-value=4321", pins.source()); }) ==
        "wrong_pin");
  CHECK(outcome_of([&] { return open_pkcs11_key(path + "&pin-value=", pins.source()); }) ==
        "wrong_pin");
  CHECK(pins.asked == 0);
}

TEST_CASE("a wrong PIN and none are told apart", "[pkcs11]") {
  const std::string path = uri("token=main%20token;object=rsa2048");
  CHECK(open_outcome(path, "4321") == "wrong_pin");
  CHECK(open_outcome(path, "") == "wrong_pin");
  CHECK(open_outcome(path, std::string(1000, '1')) == "wrong_pin");
  CHECK(open_outcome(path, std::nullopt) == "pin_required");
  CHECK(outcome_of([&] { return open_pkcs11_key(path); }) == "pin_required");
  CHECK(open_outcome(path) == "ok");
}

TEST_CASE("no PIN is asked for a token that is not there, or that the process is logged in to",
          "[pkcs11]") {
  PinSource pins{"1234"};
  const auto open = [&](const std::string& path) {
    return PrivateKey(open_pkcs11_key(uri(path), pins.source()));
  };
  CHECK(outcome_of([&] { return open("token=missing"); }) == "token_not_found");
  CHECK(outcome_of([&] { return open("token=double"); }) == "token_not_found");
  CHECK(pins.asked == 0);
  {
    const PrivateKey first = open("token=main%20token;object=rsa2048");
    CHECK(pins.asked == 1);
    {
      const PrivateKey second = open("token=main%20token;object=rsa4096");
      CHECK(opens(second));
      CHECK(pins.asked == 1);
    }
    CHECK(opens(first));  // the second has not logged the first out
  }
  CHECK(opens(open("token=main%20token;object=rsa2048")));
  CHECK(pins.asked == 2);  // the last one has
}

TEST_CASE("what the PIN source throws passes through", "[pkcs11]") {
  struct NoPin {};
  CHECK_THROWS_AS(
      static_cast<void>(open_pkcs11_key(
          uri("token=main%20token;object=rsa2048"),
          [](const Pkcs11PinRequest&) -> std::optional<SecretString> { throw NoPin(); })),
      NoPin);
  CHECK(open_outcome(uri("token=main%20token;object=rsa2048")) == "ok");
}

TEST_CASE("a key that wants its PIN each time gets it each time, asked for once", "[pkcs11]") {
  const std::string path = uri("token=main%20token;object=always");
  PinSource pins{"1234"};
  {
    const PrivateKey key(open_pkcs11_key(path, pins.source()));
    CHECK(opens(key));
    CHECK_FALSE(key.unwrap(Bytes(256, 1)).has_value());
    CHECK(opens(key));
    CHECK(pins.asked == 1);
  }
  // Logged in already, it still needs the PIN.
  const PrivateKey other = open_key(uri("token=main%20token;object=rsa2048"));
  CHECK(outcome_of([&] { return open_pkcs11_key(path); }) == "pin_required");
  const PrivateKey key(open_pkcs11_key(path, pins.source()));
  CHECK(pins.asked == 2);
  CHECK(opens(key));
  CHECK(opens(other));
}

TEST_CASE("a token may be kept by a static object and die after main", "[pkcs11]") {
  static const PrivateKey kept = open_key(uri("token=main%20token;object=rsa2048"));
  CHECK(opens(kept));
}

// Last, for they change what the others use.
TEST_CASE("zz: a key without the right to decrypt is refused", "[pkcs11]") {
  CHECK(open_outcome(uri("token=single"), "2345") == "ok");
  forbid_decryption("rsa2048");
  CHECK(open_outcome(uri("token=single"), "2345") == "unsupported_key_algorithm");
  CHECK(tells(open_message(uri("token=single"), "2345"), "CKA_DECRYPT"));
}
