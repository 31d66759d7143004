// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <snapseal/core/references.hpp>
#include <span>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

using Texts = References<std::string, 3>;

std::string joined(const Texts& texts) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    out += texts[i];
  }
  return out;
}

}  // namespace

TEST_CASE("one object, a range, and a list in braces are all a list of references", "[core]") {
  const std::string a = "a", b = "b";
  CHECK(joined(a) == "a");
  CHECK(joined({a, b}) == "ab");
  CHECK(joined({a, a, a}) == "aaa");
  CHECK(joined(std::vector<std::string>{"x", "y"}) == "xy");
  CHECK(joined(std::array<std::string, 1>{"z"}) == "z");
  const std::vector<std::string> many{"p", "q"};
  CHECK(joined(std::span<const std::string>(many)) == "pq");
}

TEST_CASE("the references are to the objects themselves, in their order", "[core]") {
  const std::string a = "a", b = "b";
  const Texts texts{b, a};
  CHECK(&texts[0] == &b);
  CHECK(&texts[1] == &a);
}

TEST_CASE("no object, and more than the most, is refused", "[core]") {
  const auto outcome = [](std::size_t size) {
    return outcome_of([size] { return joined(std::vector<std::string>(size, "x")); });
  };
  CHECK(outcome(0) == "invalid_argument");
  CHECK(outcome(1) == "ok");
  CHECK(outcome(3) == "ok");
  CHECK(outcome(4) == "invalid_argument");
  const std::string a = "a";
  CHECK(outcome_of([&] { return joined({a, a, a, a}); }) == "invalid_argument");
}
