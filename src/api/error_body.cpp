// SPDX-License-Identifier: Apache-2.0
#include "api/error_body.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "api/clean_text.hpp"
#include "core/json/scanner.hpp"
#include "signing/target.hpp"

namespace snapseal::api {

namespace {

using json::Token;

// In the order in which they count.
constexpr std::array<std::string_view, 7> detail_names{
    "detail", "default_detail", "message", "error_description", "error", "reason", "title"};
constexpr std::array<std::string_view, 4> code_names{"code", "default_code", "error_code",
                                                     "errorCode"};
constexpr std::size_t name_bytes_max = 32;               // longer than any of them
constexpr std::size_t array_rank = detail_names.size();  // texts in arrays come last
// One byte more than `clean_text` looks at: so it knows that there is more, and cuts no secret.
constexpr std::size_t text_bytes_max = clean_text_bytes_max + 1;

template <std::size_t size>
std::optional<std::size_t> rank_of(const std::array<std::string_view, size>& names,
                                   std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? std::nullopt
                              : std::optional(static_cast<std::size_t>(found - names.begin()));
}

/// The best text so far: the outermost, and among those the one whose name counts most.
class Best {
 public:
  void offer(std::size_t depth, std::size_t rank, std::size_t object, std::string_view text) {
    if (depth == depth_ && rank == rank_ && object == object_ && rank != array_rank) {
      text_.clear();  // twice in one object: nobody knows which is meant
    } else if (depth < depth_ || (depth == depth_ && rank < rank_)) {
      depth_ = depth;
      rank_ = rank;
      object_ = object;
      text_ = text;
    }
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::size_t depth_ = SIZE_MAX, rank_ = SIZE_MAX, object_ = 0;
  std::string text_;
};

/// Walks through the JSON text once and offers what it comes by.
class Walk {
 public:
  Walk(std::string_view body, std::size_t depth_max)
      : scanner_(body, depth_max, Errc::malformed_json) {}

  [[nodiscard]] ErrorBody read() {
    for (;;) {
      switch (const Token token = scanner_.next()) {
        case Token::name:
          name_ = std::string(scanner_.characters().substr(0, name_bytes_max));
          break;
        case Token::begin_object: open_.push_back({++objects_, false}); break;
        case Token::begin_array: open_.push_back({++objects_, true}); break;
        case Token::end_object:
        case Token::end_array: open_.pop_back(); break;
        case Token::string:
        case Token::integer: value(token == Token::string); break;
        case Token::end: return {code_.take(), detail_.take()};
        default: break;
      }
    }
  }

 private:
  struct Open {
    std::size_t number;
    bool is_array;
  };

  void value(bool is_string) {
    const std::size_t depth = open_.size();
    const std::string_view text = scanner_.characters().substr(0, text_bytes_max);
    if (open_.empty() || open_.back().is_array) {
      if (is_string) {
        detail_.offer(depth, array_rank, 0, text);
      }
      return;
    }
    const std::size_t object = open_.back().number;
    if (const auto rank = rank_of(detail_names, name_); rank && is_string) {
      detail_.offer(depth, *rank, object, text);
    } else if (const auto code_rank = rank_of(code_names, name_)) {
      code_.offer(depth, *code_rank, object, text);
    }
  }

  json::Scanner scanner_;
  std::vector<Open> open_;
  std::size_t objects_ = 0;
  std::string name_;
  Best detail_, code_;
};

/// What stands between the tags, in any letter case.
std::string title_of(std::string_view page) {
  constexpr std::string_view opening = "<title>", closing = "</title>";
  const auto find = [page](std::string_view tag, std::size_t from) {
    for (std::size_t at = from; at + tag.size() <= page.size(); ++at) {
      if (signing::same_name(page.substr(at, tag.size()), tag)) {
        return at;
      }
    }
    return std::string_view::npos;
  };
  page = page.substr(0, text_bytes_max);
  const std::size_t begin = find(opening, 0);
  const std::size_t end = begin == std::string_view::npos ? begin : find(closing, begin);
  if (end == std::string_view::npos) {
    return {};
  }
  return std::string(page.substr(begin + opening.size(), end - begin - opening.size()));
}

}  // namespace

ErrorBody read_error_body(std::string_view body, const Limits& limits) {
  if (body.size() > limits.request_bytes) {
    return {};
  }
  try {
    return Walk(body, limits.json_depth).read();
  } catch (const Error&) {
    return {{}, title_of(body)};
  }
}

}  // namespace snapseal::api
