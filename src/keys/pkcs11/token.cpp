// SPDX-License-Identifier: Apache-2.0
#include "keys/pkcs11/token.hpp"

#include <algorithm>
#include <snapseal/core/error.hpp>
#include <string_view>

namespace snapseal::keys {

namespace {

/// The slots with a token in them; none if the module does not tell.
std::vector<CK_SLOT_ID> slots_of(CK_FUNCTION_LIST& module) {
  std::vector<CK_SLOT_ID> slots;
  CK_RV result = CKR_BUFFER_TOO_SMALL;  // until no token is put in between the two calls
  for (int tries = 0; result == CKR_BUFFER_TOO_SMALL && tries < 8; ++tries) {
    CK_ULONG count = 0;
    result = module.C_GetSlotList(CK_TRUE, nullptr, &count);
    if (result == CKR_OK) {
      slots.resize(count);
      result = count == 0 ? CKR_OK : module.C_GetSlotList(CK_TRUE, slots.data(), &count);
      slots.resize(std::min<std::size_t>(slots.size(), count));
    }
  }
  if (result != CKR_OK) {
    slots.clear();
  }
  return slots;
}

bool decrypts_oaep(const Pkcs11Token& token) {
  CK_MECHANISM_INFO info{};
  return token.module->C_GetMechanismInfo(token.slot, CKM_RSA_PKCS_OAEP, &info) == CKR_OK &&
         (info.flags & CKF_DECRYPT) != 0;
}

}  // namespace

Pkcs11Modules::Pkcs11Modules(const Pkcs11Uri& uri) {
  if (uri.module_path() != nullptr) {
    named_ = p11_kit_module_load(uri.module_path(), 0);
    if (named_ == nullptr) {
      throw Error(Errc::token_failed,
                  "the PKCS#11 module of the URI's module-path cannot be loaded: is it the path of "
                  "a module's .so file?");
    }
    if (p11_kit_module_initialize(named_) != CKR_OK) {
      p11_kit_module_release(named_);
      throw Error(Errc::token_failed, "the PKCS#11 module of the URI's module-path does not start");
    }
    matching_.push_back(named_);
    return;
  }
  configured_ = p11_kit_modules_load_and_initialize(0);
  if (configured_ == nullptr) {
    throw Error(Errc::token_failed,
                "the PKCS#11 modules that p11-kit is configured with cannot be loaded: "
                "`p11-kit list-modules` tells more, module-path= in the URI does without");
  }
  if (uri.module_name() == nullptr) {
    for (CK_FUNCTION_LIST** module = configured_; *module != nullptr; ++module) {
      matching_.push_back(*module);
    }
  } else if (auto* module = p11_kit_module_for_name(configured_, uri.module_name())) {
    matching_.push_back(module);
  }
}

Pkcs11Modules::~Pkcs11Modules() {
  if (named_ != nullptr) {
    p11_kit_module_finalize(named_);
    p11_kit_module_release(named_);
  }
  if (configured_ != nullptr) {
    p11_kit_modules_finalize_and_release(configured_);
  }
}

std::string Pkcs11Token::label() const {
  std::string text(std::begin(info.label), std::end(info.label));
  text.erase(text.find_last_not_of(std::string_view(" \0", 2)) + 1);  // npos + 1 is 0
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
  return text;
}

Pkcs11Token find_token(const Pkcs11Modules& modules, const Pkcs11Uri& uri) {
  std::vector<Pkcs11Token> able;
  bool is_any_matching = false;
  for (CK_FUNCTION_LIST* module : modules.matching()) {
    CK_INFO module_info{};
    if (module->C_GetInfo(&module_info) != CKR_OK || !uri.matches(module_info)) {
      continue;
    }
    for (const CK_SLOT_ID slot : slots_of(*module)) {
      CK_SLOT_INFO slot_info{};
      Pkcs11Token token{module, slot, {}};
      if (module->C_GetSlotInfo(slot, &slot_info) != CKR_OK || !uri.matches(slot, slot_info) ||
          module->C_GetTokenInfo(slot, &token.info) != CKR_OK ||
          !token.has(CKF_TOKEN_INITIALIZED) || !uri.matches(token.info)) {
        continue;
      }
      is_any_matching = true;
      if (decrypts_oaep(token)) {
        able.push_back(token);
      }
    }
  }
  if (able.empty() && is_any_matching) {
    throw Error(Errc::unsupported_key_algorithm,
                "the token cannot decrypt with RSA-OAEP (CKM_RSA_PKCS_OAEP): "
                "`pkcs11-tool --list-mechanisms` tells what it can");
  }
  if (able.empty()) {
    throw Error(
        Errc::token_not_found,
        "no token is as the URI says: `p11tool --list-tokens` or `pkcs11-tool --list-slots` "
        "lists those that are there");
  }
  if (able.size() > 1) {
    throw Error(
        Errc::token_not_found,
        "several tokens are as the URI says: add token= or serial= (`p11tool --list-tokens` "
        "lists them)");
  }
  return able.front();
}

}  // namespace snapseal::keys
