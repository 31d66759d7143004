// SPDX-License-Identifier: Apache-2.0
// signing_budgets: the most memory that the costliest webhooks take before their signature is
// checked, as docs/threat-model.md promises. Counts what is allocated and not yet freed, Botan's
// memory included, by replacing the C library's functions: on glibc, without sanitizers.
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <snapseal/snapseal.hpp>
#include <string>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define SNAPSEAL_COUNTS_MEMORY 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SNAPSEAL_COUNTS_MEMORY 0
#else
#define SNAPSEAL_COUNTS_MEMORY 1
#endif
#else
#define SNAPSEAL_COUNTS_MEMORY 1
#endif

namespace {

std::size_t held = 0;  // one thread runs here
std::size_t most = 0;

#if SNAPSEAL_COUNTS_MEMORY
void* counted(void* memory) noexcept {
  held += malloc_usable_size(memory);
  most = std::max(most, held);
  return memory;
}

void released(void* memory) noexcept {
  held -= std::min(held, malloc_usable_size(memory));
}
#endif

constexpr std::size_t mebi = std::size_t{1024} * 1024;
constexpr std::size_t budget = 64 * mebi;
bool failed = false;

void check(std::string_view name, const std::string& body) {
  using namespace snapseal;
  const std::vector<ConsumerKey> keys = [] {
    std::vector<ConsumerKey> one;
    one.emplace_back("YOUR_CONSUMER_KEY");
    return one;
  }();
  const std::size_t before = held;
  most = held;
  bool refused = false;
  try {
    static_cast<void>(verify_webhook(keys, body, std::string(43, 'A') + "=", UnixTime{}));
  } catch (const Error& error) {
    refused = error.code() == Errc::wrong_signature;
  }
  const std::size_t taken = most - before;
  std::cout << name << ": " << taken / 1024 << " KiB\n";
  if (!refused || taken > budget || taken < body.size()) {
    std::cerr << name << ": must be refused for its signature, within " << budget / 1024
              << " KiB\n";
    failed = true;
  }
}

/// `begin`, and as many of `part` as fit, and `end`: a webhook of the greatest length.
std::string filled(const std::string& begin, const std::string& part, const std::string& end) {
  std::string text = begin;
  while (text.size() + part.size() + end.size() <= snapseal::webhook_limits().request_bytes) {
    text += part;
  }
  return text + end;
}

std::string names() {
  std::string text = "{\"\":0";
  for (unsigned number = 0; text.size() + 12 < snapseal::webhook_limits().request_bytes; ++number) {
    text += ",\"" + std::to_string(number) + "\":0";
  }
  return text + "}";
}

}  // namespace

#if SNAPSEAL_COUNTS_MEMORY
extern "C" {
void* __libc_malloc(std::size_t size);                     // NOLINT: glibc's names
void* __libc_calloc(std::size_t count, std::size_t size);  // NOLINT
void* __libc_realloc(void* memory, std::size_t size);      // NOLINT
void __libc_free(void* memory);                            // NOLINT

void* malloc(std::size_t size) noexcept {
  return counted(__libc_malloc(size));
}
void* calloc(std::size_t count, std::size_t size) noexcept {
  return counted(__libc_calloc(count, size));
}
void* realloc(void* memory, std::size_t size) noexcept {
  released(memory);
  return counted(__libc_realloc(memory, size));
}
void free(void* memory) noexcept {
  released(memory);
  __libc_free(memory);
}
}
#endif

int main() {
  if (SNAPSEAL_COUNTS_MEMORY == 0) {
    std::cout << "memory cannot be counted here\n";
    return 77;
  }
  check("numbers", filled("[0", ",0", "]"));
  check("empty objects", filled("[{}", ",{}", "]"));
  check("members", names());
  check("escapes", filled("[\"", "\\u0000", "\"]"));
  check("characters that become escapes", filled("[\"", "\x7f", "\"]"));
  check("long numbers", filled("[1e308", ",1e308", "]"));
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
