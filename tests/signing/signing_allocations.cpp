// SPDX-License-Identifier: Apache-2.0
// signing_allocations: counts what a key that has signed before allocates to sign again.
#include <cstdlib>
#include <iostream>
#include <new>
#include <snapseal/snapseal.hpp>

namespace {

std::size_t allocations = 0;  // one thread runs here

void* allocate(std::size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) {
    return memory;
  }
  throw std::bad_alloc();
}

bool failed = false;

/// `work` allocates `expected` times, also the third time.
template <typename Work>
void expect(std::string_view name, std::size_t expected, Work work) {
  static_cast<void>(work());
  static_cast<void>(work());
  const std::size_t before = allocations;
  static_cast<void>(work());
  const std::size_t count = allocations - before;
  std::cout << name << ": " << count << '\n';
  if (count != expected) {
    std::cerr << name << " must allocate " << expected << " times\n";
    failed = true;
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
  using namespace snapseal;
  const ConsumerKey key("YOUR_CONSUMER_KEY");
  const CanonicalJson body(R"({"broker":"ALPACA","nested":{"list":[1,2.5,"\n"]}})");
  const SignedContent content{.path = "/snapTrade/login",
                              .query = "clientId=YOUR_CLIENT_ID&timestamp=1795314671",
                              .body = body};
  const std::string canonical = canonical_content(content);
  const std::string signature = sign(key, content);

  // The signature's 44 characters, and nothing else.
  expect("sign", 1, [&] { return sign(key, content); });
  expect("sign_canonical", 1, [&] { return sign_canonical(key, canonical); });
  expect("verify", 0, [&] { return verify(key, content, signature); });
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
