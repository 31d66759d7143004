// SPDX-License-Identifier: Apache-2.0
// The JSON reader beside nlohmann/json: the same texts are read, with the same content, but for
// what is refused on purpose.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <snapseal/core/json_object.hpp>
#include <string>
#include <vector>

#include "core/utf8.hpp"
#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;
using Json = nlohmann::json;

namespace {

constexpr std::size_t depth_max = 16;

/// What nlohmann/json makes of a text.
struct Judged {
  bool valid = false;
  bool number_too_large = false;
  bool name_twice = false;
  std::size_t depth = 0;
  Json value;
};

Judged judge(std::string_view text) {
  Judged judged;
  std::vector<std::set<std::string>> names;
  const auto callback = [&](int depth, Json::parse_event_t event, Json& value) {
    switch (event) {
      case Json::parse_event_t::object_start: names.emplace_back(); [[fallthrough]];
      case Json::parse_event_t::array_start:
        judged.depth = std::max(judged.depth, static_cast<std::size_t>(depth) + 1);
        break;
      case Json::parse_event_t::object_end: names.pop_back(); break;
      case Json::parse_event_t::key:
        judged.name_twice =
            !names.back().insert(value.get<std::string>()).second || judged.name_twice;
        break;
      default: break;
    }
    return true;
  };
  try {
    judged.value = Json::parse(text.begin(), text.end(), callback);
    judged.valid = true;
  } catch (const Json::out_of_range&) {
    judged.number_too_large = true;
  } catch (const Json::exception&) {
    judged.valid = false;
  }
  return judged;
}

bool is_utf8_by_nlohmann(std::string_view text) {
  try {
    static_cast<void>(Json(std::string(text)).dump());
    return true;
  } catch (const Json::exception&) {
    return false;
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactBuffer exact(Input(data, size).rest());
  const std::string_view text = exact.view();
  FUZZ_CHECK(is_utf8(text) == is_utf8_by_nlohmann(text));
  Limits limits;
  limits.json_depth = depth_max;
  std::optional<JsonObject> object;
  const auto error = error_of([&] { object.emplace(text, limits); });
  FUZZ_CHECK(!error || !error->offset() || *error->offset() <= size);
  const Judged judged = judge(text);
  const bool has_mark = text.starts_with("\xef\xbb\xbf");
  if (judged.number_too_large) {
    return 0;  // where nlohmann/json stops reading
  }
  if (!error) {
    FUZZ_CHECK(judged.valid && !judged.name_twice && judged.depth <= depth_max && !has_mark);
    FUZZ_CHECK(judged.value.is_object());
    for (const auto& [name, value] : judged.value.items()) {
      FUZZ_CHECK(object->contains(name));
      const auto json = object->json(name);
      FUZZ_CHECK(json && Json::parse(*json) == value);
      FUZZ_CHECK(object->string(name).has_value() == value.is_string());
      FUZZ_CHECK(!value.is_string() || *object->string(name) == value.get<std::string>());
    }
    return 0;
  }
  if (!judged.valid || has_mark || text.find('\0') != std::string_view::npos) {
    return 0;
  }
  const Errc code = error->code();
  if (judged.name_twice || judged.depth > depth_max) {
    FUZZ_CHECK(code == Errc::duplicate_member || code == Errc::json_too_deep ||
               (code == Errc::malformed_json && !judged.value.is_object()));
  } else {
    FUZZ_CHECK(code == Errc::malformed_json && !judged.value.is_object());
  }
  return 0;
}
