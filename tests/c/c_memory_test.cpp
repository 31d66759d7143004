// SPDX-License-Identifier: Apache-2.0
// Each allocation of calls of the C interface fails once: the code says so, and no exception gets
// out.
#include <snapseal.h>

#include <cstdio>
#include <cstdlib>
#include <new>
#include <string_view>

namespace {

long until_failure = -1;  // allocations that still succeed; negative: all do

void* allocate(std::size_t size) {
  if (until_failure >= 0 && until_failure-- == 0) {
    throw std::bad_alloc();
  }
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  return memory;
}

int faults = 0;

void check(bool holds, const char* rule, long at) {
  if (!holds) {
    ++faults;
    std::printf("allocation %ld: %s\n", at, rule);
  }
}

/// Runs the call with each of its allocations failing, until none is left. How many there were.
template <typename Call>
long fail_each(Call&& call) {
  for (long at = 0;; ++at) {
    until_failure = at;
    const std::int32_t code = call();
    const bool failed = until_failure < 0;
    until_failure = -1;
    if (!failed) {
      check(code == SNAPSEAL_OK, "the call fails although all allocations succeed", at);
      return at;
    }
    check(code == SNAPSEAL_OUT_OF_MEMORY, "the code is not SNAPSEAL_OUT_OF_MEMORY", at);
  }
}

}  // namespace

void* operator new(std::size_t size) {
  return allocate(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

int main() {
  constexpr std::string_view text = "{\"b\":[1,2.5],\"a\":\"\\u00e9\"}";
  char out[256];
  long calls = fail_each([&] {
    std::size_t size = sizeof(out);
    return snapseal_canonical_json(out, &size, text.data(), text.size(), nullptr, nullptr);
  });
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  calls += fail_each([&] {
    snapseal_consumer_key* key = nullptr;
    const std::int32_t code = snapseal_consumer_key_new(&key, "KEY", 3, &error);
    check((key != nullptr) == (code == SNAPSEAL_OK), "an object is given although the call failed",
          0);
    snapseal_consumer_key_free(key);
    return code;
  });
  std::printf("%ld allocations failed, %d faults\n", calls, faults);
  return faults == 0 && calls > 2 ? EXIT_SUCCESS : EXIT_FAILURE;
}
