// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/json/document.hpp"
#include "core/secret_buffer.hpp"
#include "signing/json_string.hpp"
#include "signing/number.hpp"

namespace snapseal::signing {

using json::Document;

/// How JSON is written. As it stands: the form that is signed. What differs from it is what other
/// programs do, so that it can be told what they did.
struct Style {
  enum class Integers {
    exact,
    rounded,     ///< Beyond 2^53 as JavaScript's numbers.
    as_doubles,  ///< All of them, in the notation of `reals`.
  };
  enum class Order {
    code_points,
    outermost_only,
    as_sent,
    utf16,
    caseless,
    dictionary,
    java_hash,
  };
  enum class Dropped {
    none,
    inherited,  ///< Members named as those of every JavaScript object.
    nulls,
    empties,         ///< null, "", [] and {}.
    webhook_secret,  ///< Members webhookSecret.
  };
  enum class Quoted {
    as_read,
    numbers,                   ///< Numbers as strings.
    numbers_and_truth_values,  ///< Numbers, true and false as strings.
    no_numeric_strings,        ///< Strings that hold a number as numbers.
  };
  enum class Empty {
    kept,
    object_as_array,  ///< Inside, {} as [].
    array_as_object,
  };

  StringStyle strings = {};
  const Notation* reals = &python;  ///< Null: as they stand in the body.
  Integers integers = Integers::exact;
  Quoted quoted = Quoted::as_read;
  Order order = Order::code_points;
  Dropped dropped = Dropped::none;
  Empty empty = Empty::kept;
  std::string_view comma = ",";
  std::string_view colon = ":";
  bool lines = false;            ///< Each member and element on a line of its own,
  std::string_view indent = {};  ///< after this for each level.
  std::string_view line_end = "\n";
};

/// A line end and the spaces of a level, if there are lines.
void write_line(SecretBuffer& out, const Style& style, std::size_t level);

/// Writes documents, one after the other. Nothing recurses.
class Writer {
 public:
  /// `level` is how deep the document stands in what is written around it. Throws
  /// `Errc::number_out_of_range`.
  void write(SecretBuffer& out, const Document& document, const Style& style,
             std::size_t level = 0);

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
    SecretBuffer& out;
    const Document& document;
    const Style& style;
    std::size_t level;
  };

  void value(const Job& job, Index at);
  static void write_number_of(const Job& job, Index at);
  static void empty_container(const Job& job, bool object);
  void open_object(const Job& job, Index at);
  void own_names(const Job& job, Index object, bool as_sent);
  void next(const Job& job);

  std::vector<Open> open_;
  std::vector<Index> own_;  // names that are written in another order than the document's
};

}  // namespace snapseal::signing
