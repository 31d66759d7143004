// SPDX-License-Identifier: Apache-2.0
#include "core/json/names.hpp"

#include <snapseal/core/error.hpp>
#include <vector>

#include "core/json/scanner.hpp"

namespace snapseal::json {

namespace {

// Scans once more. To remember the position of each name would cost every text memory.
std::size_t position_of_second(std::string_view text, std::size_t depth_max, std::size_t end,
                               std::string_view name) {
  struct Open {
    std::size_t count = 0;
    std::size_t second = 0;
  };
  Scanner scanner(text, depth_max, Errc::lone_surrogate);
  std::vector<Open> open;
  for (;;) {
    switch (scanner.next()) {
      case Token::begin_object:
      case Token::begin_array: open.emplace_back(); break;
      case Token::name:
        if (scanner.characters() == name && ++open.back().count == 2) {
          open.back().second = scanner.begin();
        }
        break;
      case Token::end_object:
      case Token::end_array:
        if (scanner.position() == end) {
          return open.back().second;
        }
        open.pop_back();
        break;
      case Token::end: return end;
      default: break;
    }
  }
}

}  // namespace

void throw_duplicate(std::string_view text, std::size_t depth_max, std::size_t end,
                     std::string_view name) {
  throw Error(Errc::duplicate_member, "the JSON text has a member twice in one object", "",
              position_of_second(text, depth_max, end, name));
}

}  // namespace snapseal::json
