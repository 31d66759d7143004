// SPDX-License-Identifier: Apache-2.0
#include <snapseal/core/error.hpp>
#include <snapseal/core/text_argument.hpp>
#include <snapseal/core/time.hpp>
#include <snapseal/response/nonce_form.hpp>
#include <sstream>

#include "support/catch.hpp"

using namespace snapseal;

namespace {

std::int64_t seconds_of(SystemTime time) {
  return UnixTime(time).time_since_epoch().count();
}

}  // namespace

TEST_CASE("a time of any precision is cut to whole seconds, also before 1970", "[core]") {
  using std::chrono::milliseconds;
  using Milliseconds = std::chrono::sys_time<milliseconds>;
  CHECK(seconds_of(Milliseconds(milliseconds(1999))) == 1);
  CHECK(seconds_of(Milliseconds(milliseconds(-1))) == -1);
  CHECK(seconds_of(std::chrono::sys_days(std::chrono::days(1))) == 86400);
  CHECK(seconds_of(UnixTime::max()) == UnixTime::max().time_since_epoch().count());
  CHECK(seconds_of(std::chrono::system_clock::time_point{}) == 0);
}

TEST_CASE("a time too far away for seconds is the farthest of them", "[core]") {
  using std::chrono::hours;
  CHECK(UnixTime(SystemTime(std::chrono::sys_time<hours>(hours::max()))) >
        UnixTime::max() - hours(1));
  CHECK(UnixTime(SystemTime(std::chrono::sys_time<hours>(hours::min()))) <
        UnixTime::min() + hours(1));
  using Years = std::chrono::duration<int, std::chrono::years::period>;
  CHECK(seconds_of(std::chrono::sys_time<Years>(Years(1))) == 31'556'952);
  // A floating-point time can be NaN, which is no time.
  using Doubles = std::chrono::sys_time<std::chrono::duration<double>>;
  CHECK_FALSE(std::is_convertible_v<Doubles, SystemTime>);
}

TEST_CASE("a null pointer is an empty text", "[core]") {
  const char* none = nullptr;
  CHECK(text_of(none).empty());
  CHECK(text_of("abc") == "abc");
  CHECK(text_of(std::string("a\0b", 3)).size() == 3);
}

TEST_CASE("an enumeration prints its name", "[core]") {
  std::ostringstream out;
  out << NonceForm::legacy15 << ' ' << Errc::decryption_failed;
  CHECK(out.str() == "legacy15 decryption_failed");
}
