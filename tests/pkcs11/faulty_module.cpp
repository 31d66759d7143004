// SPDX-License-Identifier: Apache-2.0
// A PKCS#11 module that is SoftHSM but for what the environment says, read at each call:
//   FAULT_C_x=0x30        C_x answers with this code (C_Decrypt after it has done its work, but for
//                         CKR_BUFFER_TOO_SMALL, which does not end an operation)
//   FAULT_CONTEXT_LOGIN   the same for a C_Login with CKU_CONTEXT_SPECIFIC
//   FAULT_TOKEN_FLAGS, FAULT_TOKEN_FLAGS_OFF   flags that every token gets or loses
//   FAULT_LABEL           the label of every token
//   FAULT_LENGTH          how many bytes C_Decrypt says it wrote
//   FAULT_LEFT_OPEN       a C_Decrypt that fails leaves its operation open, as tpm2-pkcs11's does
//   FAULT_HIDDEN, FAULT_HIDDEN_TOO    attributes that no private key shows
//   FAULT_KEYPAD          the PIN that is typed on the keypad
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

namespace {

CK_FUNCTION_LIST real;
CK_FUNCTION_LIST faulty;
std::map<std::string, int> calls;
CK_RSA_PKCS_OAEP_PARAMS last_parameters{};  // of C_DecryptInit
CK_MECHANISM last_mechanism{};
CK_OBJECT_HANDLE last_key = 0;

CK_ULONG number(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? 0 : std::strtoul(text, nullptr, 0);
}

CK_RV initialize(void* arguments) {
  ++calls["C_Initialize"];
  const CK_RV fault = number("FAULT_C_Initialize");
  return fault != CKR_OK ? fault : real.C_Initialize(arguments);
}

CK_RV finalize(void* reserved) {
  ++calls["C_Finalize"];
  return real.C_Finalize(reserved);
}

CK_RV get_slot_list(CK_BBOOL present, CK_SLOT_ID* slots, CK_ULONG* count) {
  const CK_RV fault = number("FAULT_C_GetSlotList");
  return fault != CKR_OK ? fault : real.C_GetSlotList(present, slots, count);
}

CK_RV get_token_info(CK_SLOT_ID slot, CK_TOKEN_INFO* info) {
  const CK_RV result = real.C_GetTokenInfo(slot, info);
  info->flags |= number("FAULT_TOKEN_FLAGS");
  info->flags &= ~number("FAULT_TOKEN_FLAGS_OFF");
  if (const char* label = std::getenv("FAULT_LABEL")) {
    std::fill(std::begin(info->label), std::end(info->label), ' ');
    std::memcpy(info->label, label, std::min(std::strlen(label), sizeof info->label));
  }
  return result;
}

CK_RV get_mechanism_info(CK_SLOT_ID slot, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO* info) {
  const CK_RV fault = number("FAULT_C_GetMechanismInfo");
  return fault != CKR_OK ? fault : real.C_GetMechanismInfo(slot, type, info);
}

CK_RV open_session(CK_SLOT_ID slot, CK_FLAGS flags, void* data, CK_NOTIFY notify,
                   CK_SESSION_HANDLE* session) {
  ++calls["C_OpenSession"];
  const CK_RV fault = number("FAULT_C_OpenSession");
  return fault != CKR_OK ? fault : real.C_OpenSession(slot, flags, data, notify, session);
}

CK_RV close_session(CK_SESSION_HANDLE session) {
  ++calls["C_CloseSession"];
  return real.C_CloseSession(session);
}

CK_RV log_in(CK_SESSION_HANDLE session, CK_USER_TYPE user, unsigned char* pin, CK_ULONG size) {
  const bool is_context = user == CKU_CONTEXT_SPECIFIC;
  ++calls[is_context ? "C_Login context" : "C_Login"];
  if (const CK_RV fault = number(is_context ? "FAULT_CONTEXT_LOGIN" : "FAULT_C_Login")) {
    if (is_context) {  // which ends the operation, as some tokens do
      unsigned char byte = 0;
      CK_ULONG room = 0;
      real.C_Decrypt(session, &byte, 1, &byte, &room);
    }
    return fault;
  }
  if (char* typed = std::getenv("FAULT_KEYPAD"); typed != nullptr && pin == nullptr) {
    return real.C_Login(session, user, reinterpret_cast<unsigned char*>(typed), std::strlen(typed));
  }
  return real.C_Login(session, user, pin, size);
}

CK_RV log_out(CK_SESSION_HANDLE session) {
  ++calls["C_Logout"];
  return real.C_Logout(session);
}

CK_RV find_objects(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE* objects, CK_ULONG max,
                   CK_ULONG* count) {
  const CK_RV fault = number("FAULT_C_FindObjects");
  return fault != CKR_OK ? fault : real.C_FindObjects(session, objects, max, count);
}

CK_RV get_attribute_value(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object,
                          CK_ATTRIBUTE* attributes, CK_ULONG count) {
  if (const CK_RV fault = number("FAULT_C_GetAttributeValue")) {
    return fault;
  }
  CK_OBJECT_CLASS object_class = 0;
  CK_ATTRIBUTE asked{CKA_CLASS, &object_class, sizeof object_class};
  real.C_GetAttributeValue(session, object, &asked, 1);
  for (const char* name : {"FAULT_HIDDEN", "FAULT_HIDDEN_TOO"}) {
    if (std::getenv(name) != nullptr && object_class == CKO_PRIVATE_KEY && count == 1 &&
        attributes->type == number(name)) {
      attributes->ulValueLen = CK_UNAVAILABLE_INFORMATION;
      return CKR_ATTRIBUTE_TYPE_INVALID;
    }
  }
  return real.C_GetAttributeValue(session, object, attributes, count);
}

CK_RV decrypt_init(CK_SESSION_HANDLE session, CK_MECHANISM* mechanism, CK_OBJECT_HANDLE key) {
  ++calls["C_DecryptInit"];
  last_parameters = *static_cast<CK_RSA_PKCS_OAEP_PARAMS*>(mechanism->pParameter);
  last_mechanism = {mechanism->mechanism, &last_parameters, sizeof last_parameters};
  last_key = key;
  const CK_RV fault = number("FAULT_C_DecryptInit");
  return fault != CKR_OK ? fault : real.C_DecryptInit(session, mechanism, key);
}

CK_RV decrypt(CK_SESSION_HANDLE session, unsigned char* in, CK_ULONG in_size, unsigned char* out,
              CK_ULONG* out_size) {
  ++calls[out == nullptr ? "C_Decrypt for a length" : "C_Decrypt"];
  const CK_RV fault = number("FAULT_C_Decrypt");
  if (fault == CKR_BUFFER_TOO_SMALL) {
    return fault;
  }
  const CK_RV result = real.C_Decrypt(session, in, in_size, out, out_size);
  if (result != CKR_OK && number("FAULT_LEFT_OPEN") != 0) {
    real.C_DecryptInit(session, &last_mechanism, last_key);
  }
  if (const CK_ULONG length = number("FAULT_LENGTH")) {
    *out_size = length;
  }
  return fault != CKR_OK ? fault : result;
}

}  // namespace

/// How often a function was called since the module was loaded.
extern "C" [[gnu::visibility("default")]] int faulty_calls(const char* function);
int faulty_calls(const char* function) {
  return calls[function];
}

extern "C" [[gnu::visibility("default")]] CK_RV C_GetFunctionList(CK_FUNCTION_LIST** list) {
  void* library = dlopen(std::getenv("SNAPSEAL_SOFTHSM"), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    return CKR_GENERAL_ERROR;
  }
  const auto get = reinterpret_cast<CK_C_GetFunctionList>(dlsym(library, "C_GetFunctionList"));
  CK_FUNCTION_LIST* found = nullptr;
  if (get == nullptr || get(&found) != CKR_OK) {
    return CKR_GENERAL_ERROR;
  }
  real = *found;
  faulty = real;
  faulty.C_Initialize = initialize;
  faulty.C_Finalize = finalize;
  faulty.C_GetFunctionList = C_GetFunctionList;
  faulty.C_GetSlotList = get_slot_list;
  faulty.C_GetTokenInfo = get_token_info;
  faulty.C_GetMechanismInfo = get_mechanism_info;
  faulty.C_OpenSession = open_session;
  faulty.C_CloseSession = close_session;
  faulty.C_Login = log_in;
  faulty.C_Logout = log_out;
  faulty.C_FindObjects = find_objects;
  faulty.C_GetAttributeValue = get_attribute_value;
  faulty.C_DecryptInit = decrypt_init;
  faulty.C_Decrypt = decrypt;
  *list = &faulty;
  return CKR_OK;
}
