// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <snapseal/core/error.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/scanner.hpp"

namespace snapseal::json {

/// A JSON text, read strictly and kept as one flat list of nodes. A container is followed by what
/// is in it; an object by its names, each followed by its value. Of `{"b": [1, 2], "a": null}`:
///
///     node   0        1     2       3     4     5     6
///            object   "b"   array   1     2     "a"   null
///     end    7              5                               the node after all that is in it
///
/// and the object's names in order: 5, 1. Numbers keep their text. Nothing recurses. Views go into
/// the text that was read, which must outlive the document; strings with escapes are in memory of
/// the document's own, which is wiped.
class Document {
 public:
  using Index = std::uint32_t;

  enum class Kind : std::uint8_t { null, true_, false_, integer, real, string, array, object };

  struct Node {
    const char* data;  ///< Of a number its text, of a string its characters in UTF-8.
    Index size;        ///< Their bytes; of an object the count of its members.
    Index end;         ///< The node after this one and all that is in it.
    Index names;       ///< Of an object: where its sorted names begin.
    Kind kind;
  };

  /// Throws what `Scanner` throws, with `lone_surrogate` for half a surrogate pair;
  /// `Errc::duplicate_member`; `input_too_large` from 4 GiB on.
  [[nodiscard]] static Document read(std::string_view text, std::size_t depth_max,
                                     Errc lone_surrogate = Errc::malformed_json);

  Document(Document&&) noexcept = default;
  Document& operator=(Document&&) noexcept = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  ~Document() = default;

  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] const Node& node(Index at) const noexcept { return nodes_[at]; }
  [[nodiscard]] std::string_view characters(Index at) const noexcept {
    return {nodes_[at].data, nodes_[at].size};
  }
  /// The names of an object, by code point.
  [[nodiscard]] std::span<const Index> sorted_names(Index object) const noexcept {
    return std::span(sorted_).subspan(nodes_[object].names, nodes_[object].size);
  }
  /// Whether the whole text is `null` or an object without members.
  [[nodiscard]] bool is_null_or_empty_object() const noexcept {
    const Node& root = nodes_.front();
    return root.kind == Kind::null || (root.kind == Kind::object && root.size == 0);
  }

 private:
  friend class Lister;
  explicit Document(std::string_view text) : text_(text) {}

  std::string_view text_;
  std::vector<Node> nodes_;
  std::vector<Index> sorted_;
  Scanner::Resolved resolved_;  // strings whose escapes had to be resolved
};

}  // namespace snapseal::json
