// SPDX-License-Identifier: Apache-2.0
// signing_budgets NAME [BYTES]: what the costliest webhooks take before their signature is checked,
// and a search for an explanation that there is none of. Prints the most bytes that were allocated
// and not yet freed, Botan's memory included, by replacing the C library's functions: on glibc,
// without sanitizers. signing_budgets.py holds that, and the instructions of `measured_run`,
// against docs/threat-model.md.
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>
#include <vector>

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

/// Verifies a webhook whose signature is wrong.
void refuse(const std::string& body) {
  using namespace snapseal;
  std::vector<ConsumerKey> keys;
  keys.emplace_back("YOUR_CONSUMER_KEY");
  try {
    static_cast<void>(verify_webhook(keys, body, std::string(43, 'A') + "=", UnixTime{}));
  } catch (const Error& error) {
    if (error.code() == Errc::wrong_signature) {
      return;
    }
  }
  std::cerr << "must be refused for its signature\n";
  std::exit(EXIT_FAILURE);
}

/// Looks for what led to a signature that nothing leads to.
void explain(const std::string& body) {
  using namespace snapseal;
  const SignedContent content{"/trade/b", "clientId=PARTNER&timestamp=1795314671", body};
  const auto found = explain_signature(ConsumerKey("YOUR_CONSUMER_KEY"), content, "AAAA");
  if (found.matches || !found.deviations.empty()) {
    std::exit(EXIT_FAILURE);
  }
}

std::size_t input_bytes = snapseal::webhook_limits().request_bytes;

/// `begin`, and as many of `part` as fit, and `end`.
std::string filled(const std::string& begin, const std::string& part, const std::string& end) {
  std::string text = begin;
  while (text.size() + part.size() + end.size() <= input_bytes) {
    text += part;
  }
  return text + end;
}

std::string names() {
  std::string text = "{\"\":0";
  for (unsigned number = 0; text.size() + 12 < input_bytes; ++number) {
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

/// What is counted. The input is there before.
extern "C" [[gnu::noinline]] void measured_run(void (*work)(const std::string&),
                                               const std::string& input) {
  work(input);
}

int main(int argc, char** argv) {
  if (SNAPSEAL_COUNTS_MEMORY == 0) {
    std::cout << "memory cannot be counted here\n";
    return 77;
  }
  const std::string_view name = argc > 1 ? argv[1] : "";
  if (argc > 2) {
    input_bytes = std::stoul(argv[2]);
  }
  const auto run = [](void (*work)(const std::string&), const std::string& input) {
    const std::size_t before = held;
    most = held;
    measured_run(work, input);
    std::cout << most - before << '\n';
    return EXIT_SUCCESS;
  };
  if (name == "webhook-numbers") {
    return run(refuse, filled("[0", ",0", "]"));
  }
  if (name == "webhook-objects") {
    return run(refuse, filled("[{}", ",{}", "]"));
  }
  if (name == "webhook-members") {
    return run(refuse, names());
  }
  if (name == "webhook-escapes") {
    return run(refuse, filled("[\"", "\x7f", "\"]"));
  }
  if (name == "webhook-floats") {
    return run(refuse, filled("[1e300", ",1e300", "]"));
  }
  if (name == "explain") {
    return run(explain, R"({"units":1.50,"account":"Zo\u00eb"})");
  }
  std::cerr << "no such input\n";
  return EXIT_FAILURE;
}
