// SPDX-License-Identifier: Apache-2.0
// The C interface as a caller in another language may use it: any call in any order, objects that
// are not there or of another kind, buffers that are too small. Every call gives a code that its
// error repeats, writes no more than it was given room for, and clears its outputs if it fails.
#include <snapseal.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;

namespace {

constexpr std::uint8_t guard_byte = 0xa5;

struct Objects {
  snapseal_private_key* private_key = nullptr;
  snapseal_public_key* public_key = nullptr;
  snapseal_consumer_key* consumer_key = nullptr;
  snapseal_partner* partner = nullptr;
  snapseal_http_request* request = nullptr;
  snapseal_result* result = nullptr;
  snapseal_access_token* token = nullptr;

  Objects() = default;
  Objects(const Objects&) = delete;
  Objects& operator=(const Objects&) = delete;
  ~Objects() {
    snapseal_private_key_free(private_key);
    snapseal_public_key_free(public_key);
    snapseal_consumer_key_free(consumer_key);
    snapseal_partner_free(partner);
    snapseal_http_request_free(request);
    snapseal_result_free(result);
    snapseal_access_token_free(token);
  }
};

const snapseal_private_key* own_key() {
  static snapseal_private_key* const key = [] {
    snapseal_private_key* made = nullptr;
    FUZZ_CHECK(snapseal_private_key_generate(&made, 2048, nullptr) == SNAPSEAL_OK);
    return made;
  }();
  return key;
}

void check_error(std::int32_t code, const snapseal_error& error) {
  FUZZ_CHECK(code == error.code && snapseal_code_name(code) != nullptr);
  FUZZ_CHECK(std::memchr(error.message, 0, sizeof error.message) != nullptr);
  FUZZ_CHECK(std::memchr(error.field, 0, sizeof error.field) != nullptr);
}

/// Calls with a buffer of this size, which has a guard behind it.
template <typename Call>
void with_buffer(std::size_t room, const Call& call) {
  Bytes buffer(room + 16, guard_byte);
  std::size_t size = room;
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  const std::int32_t code = call(reinterpret_cast<char*>(buffer.data()), &size, &error);
  check_error(code, error);
  FUZZ_CHECK(std::all_of(buffer.begin() + static_cast<std::ptrdiff_t>(room), buffer.end(),
                         [](std::uint8_t byte) { return byte == guard_byte; }));
  FUZZ_CHECK(code == SNAPSEAL_OK                 ? size <= room
             : code == SNAPSEAL_BUFFER_TOO_SMALL ? size > room
                                                 : size == 0);
}

/// Calls something that makes an object in the place of the one that is there.
template <typename Object, typename Free, typename Call>
void make(Object*& place, const Free& free, const Call& call) {
  free(place);
  place = reinterpret_cast<Object*>(&place);  // overwritten whatever happens
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  const std::int32_t code = call(&place, &error);
  check_error(code, error);
  FUZZ_CHECK((place != nullptr) == (code == SNAPSEAL_OK));
}

void shown(void* context, const char* text, std::size_t size, const snapseal_opened* opened) {
  FUZZ_CHECK(context != nullptr && opened != nullptr && (text != nullptr || size == 0));
}

void told(void* context, std::size_t index, const char* text, std::size_t,
          const snapseal_opened* opened, const snapseal_error* error) {
  auto& next = *static_cast<std::size_t*>(context);
  FUZZ_CHECK(index == next++ && opened != nullptr);
  FUZZ_CHECK((error->code == SNAPSEAL_OK) == (text != nullptr));
}

void call_keys(Objects& all, std::uint8_t what, std::string_view text, std::size_t room) {
  switch (what % 6) {
    case 0:
      return make(all.private_key, snapseal_private_key_free, [&](auto** place, auto* error) {
        return snapseal_private_key_parse(place, text.data(), text.size(), "secret", 6, nullptr,
                                          error);
      });
    case 1:
      return make(all.public_key, snapseal_public_key_free, [&](auto** place, auto* error) {
        return snapseal_public_key_parse(place, text.data(), text.size(), nullptr, error);
      });
    case 2:
      return make(all.public_key, snapseal_public_key_free, [&](auto** place, auto* error) {
        return snapseal_private_key_public(all.private_key != nullptr ? all.private_key : own_key(),
                                           place, error);
      });
    case 3:
      return with_buffer(room, [&](char* out, std::size_t* size, auto* error) {
        return snapseal_inspect_key_file(out, size, text.data(), text.size(), nullptr, error);
      });
    case 4:
      return with_buffer(room, [&](char* out, std::size_t* size, auto* error) {
        return snapseal_public_key_write(all.public_key, out, size,
                                         static_cast<std::int32_t>(room % 9), text.data(),
                                         text.size(), error);
      });
    default:
      return with_buffer(room, [&](char* out, std::size_t* size, auto* error) {
        return snapseal_public_key_fingerprint(all.public_key, out, size, error);
      });
  }
}

void call_responses(Objects& all, std::uint8_t what, std::string_view text, std::size_t room) {
  const std::array<const snapseal_private_key*, 2> keys{
      all.private_key != nullptr ? all.private_key : own_key(), own_key()};
  const std::size_t count = room % 3;
  switch (what % 6) {
    case 0:
      return with_buffer(room, [&](char* out, std::size_t* size, auto* error) {
        return snapseal_decrypt_response(keys.data(), count, out, size, nullptr, text.data(),
                                         text.size(), nullptr, error);
      });
    case 1: {
      snapseal_error error = SNAPSEAL_ERROR_INIT;
      return check_error(snapseal_decrypt_response_view(keys.data(), count, shown, &all,
                                                        text.data(), text.size(), nullptr, &error),
                         error);
    }
    case 2: {
      const std::array<snapseal_text, 2> texts{snapseal_text{text.data(), text.size()},
                                               snapseal_text{text.data(), text.size() / 2}};
      std::size_t next = 0;
      snapseal_error error = SNAPSEAL_ERROR_INIT;
      return check_error(snapseal_decrypt_responses(keys.data(), count, told, &next, texts.data(),
                                                    texts.size(), 2, nullptr, &error),
                         error);
    }
    case 3:
      return with_buffer(room, [&](char* out, std::size_t* size, auto* error) {
        return snapseal_inspect_response(out, size, text.data(), text.size(), nullptr, error);
      });
    case 4:
      return with_buffer(room, [&](char* out, std::size_t* size, auto* error) {
        const Bytes shared_key(room % 40, 1);
        return snapseal_decrypt_with_shared_key(out, size, nullptr, shared_key.data(),
                                                shared_key.size(), text.data(), text.size(),
                                                nullptr, error);
      });
    default:
      return with_buffer(4096 + 2 * text.size(), [&](char* out, std::size_t* size, auto* error) {
        const std::int32_t code = snapseal_encrypt_response(all.public_key, out, size, text.data(),
                                                            text.size(), nullptr, error);
        FUZZ_CHECK(code != SNAPSEAL_OK || all.public_key != nullptr);
        return code;
      });
  }
}

void call_signing(Objects& all, std::uint8_t what, std::string_view text, std::size_t room) {
  switch (what % 8) {
    case 0:
      return make(all.consumer_key, snapseal_consumer_key_free, [&](auto** place, auto* error) {
        return snapseal_consumer_key_new(place, text.data(), text.size(), error);
      });
    case 1:
      return make(all.partner, snapseal_partner_free, [&](auto** place, auto* error) {
        return snapseal_partner_new(place, static_cast<std::int32_t>(room % 3), "id", 2, "key", 3,
                                    text.data(), room % 2 == 0 ? 0 : text.size(), error);
      });
    case 2:
      return with_buffer(room, [&](char* out, std::size_t* size, auto* error) {
        return snapseal_canonical_json(out, size, text.data(), text.size(), nullptr, error);
      });
    case 3:
      return with_buffer(room, [&](char* out, std::size_t* size, auto* error) {
        return snapseal_sign(all.consumer_key, out, size, "/x", 2, text.data(), text.size() / 2,
                             text.data(), text.size(), nullptr, error);
      });
    case 4:
      return make(all.request, snapseal_http_request_free, [&](auto** place, auto* error) {
        const snapseal_parameter parameter{"userId", 6, text.data(), text.size()};
        return snapseal_sign_operation(all.partner, place, static_cast<std::int32_t>(room % 9),
                                       &parameter, room % 2, 1'764'000'000, error);
      });
    case 5: {
      const char* data = nullptr;
      std::size_t size = 0;
      snapseal_error error = SNAPSEAL_ERROR_INIT;
      return check_error(snapseal_http_request_url(all.request, &data, &size, &error), error);
    }
    case 6: {
      snapseal_error error = SNAPSEAL_ERROR_INIT;
      return check_error(
          snapseal_verify(all.consumer_key, "/x", 2, "", 0, text.data(), text.size(), text.data(),
                          std::min<std::size_t>(44, text.size()), nullptr, &error),
          error);
    }
    default:
      return make(all.result, snapseal_result_free, [&](auto** place, auto* error) {
        const snapseal_consumer_key* const keys[] = {all.consumer_key};
        return snapseal_verify_webhook(keys, 1, place, text.data(), text.size(), "x", 1,
                                       1'764'000'000, nullptr, nullptr, error);
      });
  }
}

void call_replies(Objects& all, std::uint8_t what, std::string_view text, std::size_t room) {
  snapseal_reply reply = SNAPSEAL_REPLY_INIT;
  reply.status = static_cast<std::int32_t>(room % 2 == 0 ? 200 : 401);
  reply.body = text.data();
  reply.body_size = text.size();
  switch (what % 5) {
    case 0:
      return make(all.result, snapseal_result_free, [&](auto** place, auto* error) {
        const snapseal_private_key* const keys[] = {own_key()};
        return snapseal_read_reply(place, static_cast<std::int32_t>(room / 2 % 9), &reply, keys,
                                   room % 5 == 0 ? 0 : 1, nullptr, error);
      });
    case 1: {
      snapseal_error error = SNAPSEAL_ERROR_INIT;
      return check_error(snapseal_require_success(&reply, &error), error);
    }
    case 2: {
      const char* name = nullptr;
      const char* value = nullptr;
      std::size_t name_size = 0;
      std::size_t value_size = 0;
      snapseal_error error = SNAPSEAL_ERROR_INIT;
      return check_error(
          snapseal_result_at(all.result, &name, &name_size, &value, &value_size, room % 12, &error),
          error);
    }
    case 3:
      return make(all.token, snapseal_access_token_free, [&](auto** place, auto* error) {
        return snapseal_access_token_parse(place, text.data(), text.size(), error);
      });
    default:
      return with_buffer(room, [&](char* out, std::size_t* size, auto* error) {
        return snapseal_access_token_claims(all.token, out, size, error);
      });
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Objects all;
  Input input(data, size);
  for (int calls = 0; calls < 12 && !input.empty(); ++calls) {
    const std::uint8_t group = input.byte();
    const std::uint8_t what = input.byte();
    const std::size_t room = std::size_t{input.byte()} * 16;
    const ExactBuffer text(input.part());
    switch (group % 4) {
      case 0: call_keys(all, what, text.view(), room); break;
      case 1: call_responses(all, what, text.view(), room); break;
      case 2: call_signing(all, what, text.view(), room); break;
      default: call_replies(all, what, text.view(), room); break;
    }
  }
  return 0;
}
