// SPDX-License-Identifier: Apache-2.0
// snapseal_budgets: what each kind of input may cost. `snapseal_budgets NAME BYTES` handles one
// input of that kind and length, and prints its length and the most heap that was in use meanwhile,
// in bytes. budgets.py counts the instructions of `measured_run` too, and compares both with the
// table in docs/threat-model.md.
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/libc_memory.hpp"

namespace {

std::size_t in_use = 0;  // one thread runs here
std::size_t peak = 0;

void* counted(void* memory) {
  in_use += malloc_usable_size(memory);  // 0 for null
  peak = std::max(peak, in_use);
  return memory;
}
void uncount(void* memory) {
  in_use -= std::min(in_use, malloc_usable_size(memory));
}

}  // namespace

// In place of the C library's, also for the libraries that snapseal uses; operator new calls it.
extern "C" {
void* malloc(std::size_t size) {
  return counted(__libc_malloc(size));
}
void* calloc(std::size_t count, std::size_t size) {
  return counted(__libc_calloc(count, size));
}
void* realloc(void* memory, std::size_t size) {
  uncount(memory);
  return counted(__libc_realloc(memory, size));
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return counted(__libc_memalign(alignment, size));
}
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  *memory = counted(__libc_memalign(alignment, size));
  return *memory == nullptr ? 12 : 0;
}
void free(void* memory) {
  uncount(memory);
  __libc_free(memory);
}

/// What is counted. The input is there before.
[[gnu::noinline]] void measured_run(const std::function<void()>& work) {
  work();
}
}

namespace {

using namespace snapseal;

std::size_t input_bytes = 0;

/// `begin`, then `unit` for each number as often as there is room, then `end`.
template <typename Unit>
std::string filled(std::string_view begin, Unit unit, std::string_view end) {
  std::string text(begin);
  for (std::size_t i = 0;; ++i) {
    const std::string next = unit(i);
    if (text.size() + next.size() + end.size() > input_bytes) {
      return text.append(end);
    }
    text += next;
  }
}

std::string encrypted(std::string_view message) {
  return R"({"encryptedSharedKey":")" + base64::encode(std::vector<std::uint8_t>(256, 1)) +
         R"(","encryptedMessageData":{"tag":")" + base64::encode(std::vector<std::uint8_t>(16, 2)) +
         R"(","nonce":")" + base64::encode(std::vector<std::uint8_t>(15, 3)) +
         R"(","encryptedMessage":")" + std::string(message);
}

/// Reads a response, and opens its message with a wrong key if it can be read: both forms of the
/// nonce are tried then. RSA is not counted: its cost does not depend on the response.
void open(std::string_view json, const ParseOptions& options = {}) {
  try {
    const EncryptedResponse response = EncryptedResponse::parse(json, options);
    static_cast<void>(decrypt_message(SharedKey(SecretBytes(32)), response.message()));
  } catch (const Error& error) {  // which is what these inputs are for
    if (error.code() == Errc::malformed_json) {
      std::abort();
    }
  }
}

/// Hands a reply to the parser of an operation.
template <typename Parse>
void parse_reply(std::string_view body, Parse parse) {
  try {
    static_cast<void>(parse(api::Reply{.status = 200, .headers = {}, .body = std::string(body)}));
  } catch (const Error& error) {
    if (error.code() == Errc::malformed_json) {
      std::abort();
    }
  }
}

struct Case {
  std::string_view name;
  std::function<std::string()> make;
  std::function<void(std::string_view)> run;
};

std::string many_members(std::string_view begin) {
  return filled(
      begin, [](std::size_t i) { return "\"" + std::to_string(i) + "\":0,"; }, R"("x":0})");
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"response",
       [] {
         return filled(
             encrypted(""), [](std::size_t) { return "AAAA"; }, "\"}}");
       },
       [](std::string_view text) { open(text); }},
      {"response-members", [] { return many_members("{"); },
       [](std::string_view text) { open(text); }},
      {"response-nesting",
       [] { return filled(R"({"x":[0)", [](std::size_t) { return ",[]"; }, "]}"); },
       [](std::string_view text) { open(text); }},
      {"response-escapes",
       [] {
         return filled(
             encrypted(""), [](std::size_t) { return R"(\u0041\u0041\u0041\u0041)"; }, "\"}}");
       },
       [](std::string_view text) { open(text); }},
      {"response-duplicate", [] { return many_members("{\"0\":0,"); },
       [](std::string_view text) { open(text); }},
      {"response-refused-base64",
       [] {
         return filled(
             encrypted(""), [](std::size_t) { return "AAAA"; }, "\\n\"}}");
       },
       [](std::string_view text) { open(text); }},
      {"response-whitespace",
       [] {
         return filled(
             encrypted(""), [](std::size_t) { return "A A A A "; }, "\"}}");
       },
       [](std::string_view text) { open(text, {.skip_whitespace_in_base64 = true}); }},
      {"reply-members", [] { return many_members("{"); },
       [](std::string_view text) {
         parse_reply(text, [](const api::Reply& reply) { return api::parse_register_user(reply); });
       }},
      {"reply-list",
       [] {
         return filled(
             "[", [](std::size_t) { return "\"a\","; }, "\"a\"]");
       },
       [](std::string_view text) {
         parse_reply(text, [](const api::Reply& reply) { return api::parse_list_users(reply); });
       }},
  };
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  input_bytes = argc > 2 ? std::stoul(argv[2]) : 0;
  const std::string_view name = argc > 1 ? argv[1] : "";
  for (const Case& one : cases()) {
    if (name == "--list") {
      std::cout << one.name << '\n';
    } else if (name == one.name) {
      const std::string input = one.make();
      one.run(input);  // what libraries make once does not count
      const std::size_t before = in_use;
      peak = in_use;
      measured_run([&] { one.run(input); });
      std::cout << input.size() << ' ' << peak - before << '\n';
      return EXIT_SUCCESS;
    }
  }
  return name == "--list" ? EXIT_SUCCESS : EXIT_FAILURE;
}
