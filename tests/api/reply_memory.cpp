// SPDX-License-Identifier: Apache-2.0
// reply_memory: counts what the worst replies and tokens within the limits allocate, and holds the
// budgets of docs/threat-model.md.
#include <botan/base64.h>
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <new>
#include <snapseal/snapseal.hpp>

namespace {

struct Count {
  std::size_t allocations = 0;
  std::size_t bytes = 0;  // in use now
  std::size_t peak = 0;
};
Count count;  // one thread runs here

void* allocate(std::size_t size) {
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  ++count.allocations;
  count.bytes += malloc_usable_size(memory);
  count.peak = std::max(count.peak, count.bytes);
  return memory;
}

void release(void* memory) noexcept {
  count.bytes -= memory == nullptr ? 0 : malloc_usable_size(memory);
  std::free(memory);
}

bool failed = false;

struct Budget {
  std::size_t allocations, bytes;
};

void expect(const char* name, Budget budget, const std::function<void()>& work) {
  const Count before = count;
  count.peak = count.bytes;
  work();
  const std::size_t allocations = count.allocations - before.allocations;
  const std::size_t bytes = count.peak - before.bytes;
  std::cout << name << ": " << allocations << " allocations, " << bytes << " bytes at most\n";
  if (allocations > budget.allocations || bytes > budget.bytes) {
    std::cerr << name << ": more than " << budget.allocations << " allocations or " << budget.bytes
              << " bytes\n";
    failed = true;
  }
}

void fail(const char* what) {
  std::cerr << what << '\n';
  failed = true;
}

/// `unit` again and again, up to `size` bytes with `begin` and `end`. A # in it becomes a number.
std::string text_of(std::string begin, const std::string& unit, const std::string& end,
                    std::size_t size) {
  std::string text = std::move(begin);
  text.reserve(size);
  const std::size_t hash = unit.find('#');
  for (std::size_t i = 0; text.size() + unit.size() + 8 + end.size() <= size; ++i) {
    text += hash == std::string::npos
                ? unit
                : unit.substr(0, hash) + std::to_string(i) + unit.substr(hash + 1);
  }
  return text + end;
}

std::string part_of(const std::string& json) {
  std::string text =
      Botan::base64_encode(reinterpret_cast<const std::uint8_t*>(json.data()), json.size());
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  text.erase(std::min(text.find('='), text.size()));
  return text;
}

}  // namespace

void* operator new(std::size_t size) {
  return allocate(size);
}
void operator delete(void* memory) noexcept {
  release(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
  release(memory);
}

int main() {
  using namespace snapseal;
  using namespace snapseal::api;
  const std::size_t reply_bytes = Limits().request_bytes;
  const std::size_t kib = 1024, mib = 1024 * kib;

  // A million members that nobody asked for, and one that is used, a hundred thousand times.
  const Reply members{200, {}, text_of("{\"userSecret\":\"s\"", ",\"#\":1", "}", reply_bytes)};
  const Reply nested{
      200, {}, text_of("{\"userSecret\":\"s\",\"m\":[0", ",{\"#\":1}", "]}", reply_bytes)};
  const Reply twice{
      200, {}, text_of("{\"userSecret\":\"s\"", ",\"userId\":\"u\"", "}", reply_bytes)};
  const Reply refusal{400, {}, members.body};
  for (const Reply* reply : {&members, &nested, &twice}) {
    expect("a new secret", {8, kib}, [reply] {
      if (parse_register_user(*reply).secret.expose() != "s") {
        fail("the secret is not read");
      }
    });
  }
  expect("a deletion", {8, kib}, [&] {
    if (!parse_delete_user(members).status.empty()) {
      fail("a deletion is not read");
    }
  });
  expect("a status", {8, kib}, [&] {
    if (parse_check_status(members).version) {
      fail("a version out of nowhere");
    }
  });
  expect("a refusal", {8, kib}, [&] {
    try {
      require_success(refusal);
      fail("a refusal is not told");
    } catch (const ApiError&) {
    }
  });
  const Reply words{400, {}, text_of("{\"detail\":\"", "secret=a ", "\"}", reply_bytes)};
  expect("a refusal in many words", {64, 64 * kib}, [&] {
    try {
      require_success(words);
      fail("a refusal is not told");
    } catch (const ApiError& error) {
      if (!error.detail().starts_with("[redacted] [redacted]")) {
        fail("a secret is told");
      }
    }
  });
  // Two million ids of one letter: 32 bytes each, and half as many while the list grows.
  const Reply users{200, {}, text_of("[\"a\"", ",\"a\"", "]", reply_bytes)};
  expect("a list of users", {32, 97 * mib}, [&] {
    if (parse_list_users(users).size() < 2'000'000) {
      fail("users are lost");
    }
  });

  const std::string header = part_of(R"({"alg":"HS256"})");
  const auto token_of = [&](const std::string& begin, const std::string& unit,
                            const std::string& end, std::size_t size) {
    return header + "." + part_of(text_of(begin, unit, end, size)) + ".c2ln";
  };
  const std::size_t claims_bytes = (AccessToken::text_bytes_max - header.size() - 6) / 4 * 3;
  const std::string worst = token_of("{\"exp\":1", ",\"#\":1", "}", claims_bytes);
  const std::string deep = token_of("{\"exp\":1", ",\"#\":{\"a\":[1]}", "}", claims_bytes);
  const std::string too_long = token_of("{\"exp\":1", ",\"#\":1", "}", reply_bytes / 4 * 3 - 64);
  expect("a token that is too long", {8, kib}, [&] {
    try {
      static_cast<void>(AccessToken::parse(too_long));
      fail("a token of 8 MiB is read");
    } catch (const Error& error) {
      if (error.code() != Errc::input_too_large) {
        fail("another error");
      }
    }
  });
  for (const std::string* text : {&worst, &deep}) {
    expect("the longest token", {64, mib}, [text] {
      if (!AccessToken::parse(*text).unverified_claims().expires_at) {
        fail("the claims are not read");
      }
    });
  }
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
