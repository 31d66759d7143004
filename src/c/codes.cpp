// SPDX-License-Identifier: Apache-2.0
#include <snapseal.h>

#include <snapseal/api/api_error.hpp>
#include <snapseal/core/error.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/version.hpp>

// Names end with NUL: `to_string` gives literals.
const char* snapseal_code_name(std::int32_t code) {
  switch (code) {
    case SNAPSEAL_OK: return "ok";
    case SNAPSEAL_BUFFER_TOO_SMALL: return "buffer_too_small";
    case SNAPSEAL_INVALID_HANDLE: return "invalid_handle";
    case SNAPSEAL_CALLBACK_FAILED: return "callback_failed";
    case SNAPSEAL_OUT_OF_MEMORY: return "out_of_memory";
    case SNAPSEAL_INTERNAL_ERROR: return "internal_error";
    default: return snapseal::to_string(static_cast<snapseal::Errc>(code)).data();
  }
}

const char* snapseal_version() {
  return SNAPSEAL_VERSION;
}

std::int32_t snapseal_wipe(void* memory, std::size_t size) {
  if (memory == nullptr && size != 0) {
    return SNAPSEAL_INVALID_ARGUMENT;
  }
  snapseal::wipe({static_cast<std::uint8_t*>(memory), size});
  return SNAPSEAL_OK;
}
