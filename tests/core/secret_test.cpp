// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <snapseal/core/secret.hpp>
#include <snapseal/keys/private_key.hpp>
#include <snapseal/response/shared_key.hpp>
#include <string>
#include <type_traits>

#include "support/bytes.hpp"
#include "support/catch.hpp"

using namespace snapseal;
using namespace snapseal::test;

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};

template <typename T>
constexpr bool is_guarded =
    !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T> &&
    std::is_nothrow_move_constructible_v<T> && std::is_nothrow_move_assignable_v<T> &&
    !Printable<T> && !std::is_convertible_v<T, std::string_view> &&
    !std::is_convertible_v<T, std::string>;

static_assert(is_guarded<SecretBytes>);
static_assert(is_guarded<SecretString>);
static_assert(is_guarded<SharedKey>);
static_assert(is_guarded<PrivateKey>);
static_assert(!std::is_convertible_v<std::string, SecretString>);
static_assert(!std::is_default_constructible_v<SharedKey>);
static_assert(!std::is_default_constructible_v<PrivateKey>);
static_assert(Printable<std::string>, "the concept itself must be able to say yes");

TEST_CASE("a secret holds what it was given and starts with zeros", "[core]") {
  CHECK(SecretString::copy_of("pass").expose() == "pass");
  const SecretBytes zeros(40);
  CHECK(copy(zeros.expose()) == Bytes(40, 0));
  CHECK(SecretBytes().empty());
  CHECK(SecretBytes(0).expose().empty());
  CHECK(SecretString::copy_of("").expose().empty());
}

TEST_CASE("moving a secret leaves the source empty and a clone is equal", "[core]") {
  SecretString first = SecretString::copy_of("pass");
  SecretString second = std::move(first);
  CHECK(first.empty());  // NOLINT(bugprone-use-after-move): that is the question
  CHECK(second.expose() == "pass");
  const SecretString third = second.clone();
  CHECK(third == second);
  CHECK(third.expose().data() != second.expose().data());
  first = std::move(second);
  CHECK(first.expose() == "pass");
  SecretString& self = first;
  first = std::move(self);
  CHECK(first.expose() == "pass");
}

TEST_CASE("secrets are equal if and only if their bytes are", "[core]") {
  const SecretString secret = SecretString::copy_of("0123456789");
  CHECK(secret == SecretString::copy_of("0123456789"));
  CHECK_FALSE(secret == SecretString::copy_of("012345678"));
  for (std::size_t i = 0; i < secret.size(); ++i) {
    std::string other(secret.expose());
    other[i] = static_cast<char>(other[i] ^ 1);
    CHECK_FALSE(secret == SecretString::copy_of(other));
  }
  CHECK(SecretString() == SecretString::copy_of(""));
}

TEST_CASE("a secret of any length starts with zeros, holds its copy, and can be let go of",
          "[core]") {
  // Short ones come from locked memory, long ones from the heap.
  for (const std::size_t size : {1U, 4096U, 524'287U, 524'288U, 524'289U, 2'000'000U}) {
    CAPTURE(size);
    for (int again = 0; again < 3; ++again) {  // memory that was used before, too
      SecretBytes bytes(size);
      CHECK(std::all_of(bytes.expose().begin(), bytes.expose().end(),
                        [](std::uint8_t byte) { return byte == 0; }));
      std::fill(bytes.expose().begin(), bytes.expose().end(), std::uint8_t{0x5a});
      const SecretBytes other = bytes.clone();
      CHECK(other == bytes);
      SecretBytes room = SecretBytes::for_overwrite(size);
      CHECK(room.size() == size);
      std::copy(other.expose().begin(), other.expose().end(), room.expose().begin());
      CHECK(room == other);
      bytes = std::move(room);
      CHECK(bytes == other);
    }
  }
  CHECK(SecretBytes::for_overwrite(0).empty());
}
