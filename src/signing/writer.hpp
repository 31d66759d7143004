// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "signing/document.hpp"
#include "signing/text.hpp"

namespace snapseal::signing {

/// How JSON is written. As it stands: the form that is signed. What differs from it is what other
/// programs do, so that it can be told what they did.
struct Style {
  enum class Text {
    ascii,  ///< What is not printable ASCII as \uXXXX.
    utf8,   ///< As UTF-8; controls as \b, \t, \n, \f, \r or \u00XX; DEL as it is.
    go,     ///< Likewise, but U+2028 and U+2029 escaped and \b and \f as \u0008 and \u000c.
    php,    ///< As ascii, but DEL as it is.
  };
  enum class Numbers { python, as_sent, javascript };
  enum class Order { code_points, utf16, outermost_only, as_sent };

  Text text = Text::ascii;
  bool escape_html = false;
  bool escape_slash = false;
  Numbers reals = Numbers::python;
  bool round_integers = false;  ///< Beyond 2^53: as JavaScript's numbers.
  Order order = Order::code_points;
  bool blanks = false;          ///< Behind commas and colons.
  bool drop_inherited = false;  ///< Without members named as those of every JavaScript object.
};

/// `utf8` is UTF-8, or UTF-8 with surrogates, else `Errc::malformed_json`. Quotation marks
/// included.
void write_string(Text& out, std::string_view utf8, const Style& style);

/// Writes documents, one after the other. Nothing recurses.
class Writer {
 public:
  /// Throws `Errc::number_out_of_range`.
  void write(Text& out, const Document& document, const Style& style);

 private:
  using Index = Document::Index;

  // What is open: from an array the elements `at` to `end`, from an object so many of its names.
  struct Open {
    bool object;
    bool first;
    bool own;  // the names stand in own_, else in the document
    std::size_t at, end;
    const Index* sorted;
  };
  struct Job {
    Text& out;
    const Document& document;
    const Style& style;
  };

  void value(const Job& job, Index at);
  void open_object(const Job& job, Index at);
  void own_names(const Job& job, Index object, bool as_sent);
  void next(const Job& job);

  std::vector<Open> open_;
  std::vector<Index> own_;  // names that are written in another order than the document's
};

}  // namespace snapseal::signing
