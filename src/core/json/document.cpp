// SPDX-License-Identifier: Apache-2.0
#include "core/json/document.hpp"

#include <algorithm>
#include <limits>

#include "core/json/names.hpp"

namespace snapseal::json {

/// Lists what the scanner finds.
class Lister {
 public:
  Lister(std::string_view text, std::size_t depth_max, Errc lone_surrogate)
      : depth_max_(depth_max), document_(text), scanner_(text, depth_max, lone_surrogate) {
    // As much as most bodies need, so that they are read with few allocations.
    document_.nodes_.reserve(std::min<std::size_t>(text.size() / 8 + 2, 64));
    document_.sorted_.reserve(16);
    names_.reserve(16);
    open_.reserve(8);
  }

  Document read() {
    for (;;) {
      switch (scanner_.next()) {
        case Token::begin_object: open(Kind::object); break;
        case Token::begin_array: open(Kind::array); break;
        case Token::end_object:
        case Token::end_array: close(); break;
        case Token::name:
          names_.push_back(static_cast<Index>(document_.nodes_.size()));
          [[fallthrough]];
        case Token::string: add(Kind::string, scanner_.characters()); break;
        case Token::integer: add(Kind::integer, scanner_.characters()); break;
        case Token::real: add(Kind::real, scanner_.characters()); break;
        case Token::true_: add(Kind::true_); break;
        case Token::false_: add(Kind::false_); break;
        case Token::null: add(Kind::null); break;
        case Token::end:
          document_.resolved_ = std::move(scanner_).take_resolved();
          return std::move(document_);
      }
    }
  }

 private:
  using Index = Document::Index;
  using Kind = Document::Kind;

  struct Open {
    Index node;
    std::size_t names;  // where its names begin in names_
  };

  Index add(Kind kind, std::string_view characters = {}) {
    const auto index = static_cast<Index>(document_.nodes_.size());
    document_.nodes_.push_back(
        {characters.data(), static_cast<Index>(characters.size()), index + 1, 0, kind});
    return index;
  }

  void open(Kind kind) { open_.push_back({add(kind), names_.size()}); }

  void close() {
    const Open open = open_.back();
    open_.pop_back();
    Document::Node& node = document_.nodes_[open.node];
    node.end = static_cast<Index>(document_.nodes_.size());
    if (node.kind != Kind::object) {
      return;
    }
    const auto first = names_.begin() + static_cast<std::ptrdiff_t>(open.names);
    sort_names(
        first, names_.end(), [this](Index name) { return document_.characters(name); },
        document_.text_, depth_max_, scanner_.position());
    node.size = static_cast<Index>(names_.end() - first);
    node.names = static_cast<Index>(document_.sorted_.size());
    document_.sorted_.insert(document_.sorted_.end(), first, names_.end());
    names_.erase(first, names_.end());
  }

  std::size_t depth_max_;
  Document document_;
  Scanner scanner_;
  std::vector<Open> open_;
  std::vector<Index> names_;  // of all open objects
};

Document Document::read(std::string_view text, std::size_t depth_max, Errc lone_surrogate) {
  if (text.size() >= std::numeric_limits<Index>::max()) {
    throw Error(Errc::input_too_large, "the JSON text is longer than 4 GiB");
  }
  return Lister(text, depth_max, lone_surrogate).read();
}

}  // namespace snapseal::json
