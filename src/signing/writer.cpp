// SPDX-License-Identifier: Apache-2.0
#include "signing/writer.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/utf8.hpp"
#include "signing/number.hpp"

namespace snapseal::signing {

namespace {

using Index = Document::Index;
using Kind = Document::Kind;

void write_unit(Text& out, std::uint32_t unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  out.append("\\u");
  for (const unsigned shift : {12U, 8U, 4U, 0U}) {
    out.push_back(digits[unit >> shift & 15U]);
  }
}

void write_code_point(Text& out, std::uint32_t code_point) {
  if (code_point < 0x10000) {
    write_unit(out, code_point);
  } else {
    write_unit(out, 0xd7c0 + (code_point >> 10));
    write_unit(out, 0xdc00 + (code_point & 0x3ffU));
  }
}

void write_ascii(Text& out, char c, const Style& style) {
  const bool go = style.text == Style::Text::go;
  switch (c) {
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    case '\b': go ? write_unit(out, 8) : void(out.append("\\b")); return;
    case '\f': go ? write_unit(out, 12) : void(out.append("\\f")); return;
    case '/': out.append(style.escape_slash ? "\\/" : "/"); return;
    default: break;
  }
  const auto code = static_cast<unsigned char>(c);
  const bool html = style.escape_html && (c == '<' || c == '>' || c == '&');
  if (html || code < 0x20 || (code == 0x7f && style.text == Style::Text::ascii)) {
    write_unit(out, code);
  } else {
    out.push_back(c);
  }
}

void write_other(Text& out, std::string_view sequence, const Style& style) {
  const std::uint32_t code_point = utf8_decode(sequence);
  const bool separator = code_point == 0x2028 || code_point == 0x2029;
  if (style.text == Style::Text::utf8 || (style.text == Style::Text::go && !separator)) {
    out.append(sequence);
  } else {
    write_code_point(out, code_point);
  }
}

using Table = std::array<bool, 256>;

constexpr Table table_of(std::string_view special) {
  Table table{};
  for (std::size_t i = 0x20; i < 0x7f; ++i) {
    table[i] = special.find(static_cast<char>(i)) == std::string_view::npos;
  }
  return table;
}

// Printable, and not written in another way: by the form that is signed, and by any style.
constexpr Table plain_when_signed = table_of("\"\\");
constexpr Table plain_in_any_style = table_of("\"\\/<>&");

// How many characters from the beginning are plain when signed, told for eight at a time.
std::size_t plain_blocks(std::string_view text) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  constexpr std::uint64_t tops = 0x80 * each;
  // The top bit of a byte if the byte is below `bound`, or if one below it in the word is. No byte
  // of `word` may have its top bit set.
  const auto below = [](std::uint64_t word, std::uint64_t bound) { return word - bound * each; };
  std::size_t at = 0;
  for (; text.size() - at >= sizeof(std::uint64_t); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof(word));
    const std::uint64_t special = word | (word + each) |         // 0x7f and above
                                  below(word, 0x20) |            // controls
                                  below(word ^ '"' * each, 1) |  // zero where there is one
                                  below(word ^ '\\' * each, 1);
    if ((special & tops) != 0) {
      break;
    }
  }
  return at;
}

bool is_inherited(std::string_view name) {
  constexpr std::array<std::string_view, 12> names{
      "__defineGetter__", "__defineSetter__", "__lookupGetter__",     "__lookupSetter__",
      "__proto__",        "constructor",      "hasOwnProperty",       "isPrototypeOf",
      "toLocaleString",   "toString",         "propertyIsEnumerable", "valueOf"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

// In UTF-16, what is above U+FFFF (in UTF-8 from F0 on) begins with a unit between those of U+D7FF
// (ED) and U+E000 (EE).
bool utf16_less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) {
    return y != b.end();
  }
  const auto first = static_cast<unsigned char>(*x);
  const auto second = static_cast<unsigned char>(*y);
  if ((first >= 0xf0) != (second >= 0xf0)) {
    return first >= 0xf0 ? second >= 0xee : first < 0xee;
  }
  return first < second;
}

void write_integer(Text& out, std::string_view text, const Style& style) {
  if (style.round_integers && text.size() > 15) {
    if (const auto value = to_double(text); value && (*value >= 0x1p53 || *value <= -0x1p53)) {
      return write_javascript(out, *value);
    }
  }
  out.append(text == "-0" ? "0" : text);
}

// `where` is the offset of the number in its text.
void write_real(Text& out, std::string_view text, const Style& style, std::size_t where) {
  const bool python = style.reals == Style::Numbers::python;
  if (style.reals == Style::Numbers::as_sent || (python && is_python_spelling(text))) {
    out.append(text);
    return;
  }
  const auto value = to_double(text);
  if (!value) {
    throw Error(Errc::number_out_of_range, "a number of the JSON text is beyond a double's range",
                "", where);
  }
  python ? write_python(out, *value) : write_javascript(out, *value);
}

}  // namespace

void write_string(Text& out, std::string_view utf8, const Style& style) {
  const bool as_signed =
      style.text == Style::Text::ascii && !style.escape_html && !style.escape_slash;
  const Table& plain = as_signed ? plain_when_signed : plain_in_any_style;
  out.reserve_more(utf8.size() + 2);
  out.push_back('"');
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    at += as_signed ? plain_blocks(utf8.substr(at)) : 0;
    while (at < utf8.size() && plain[static_cast<unsigned char>(utf8[at])]) {
      ++at;
    }
    out.append(utf8.substr(begin, at - begin));
    if (at == utf8.size()) {
      break;
    }
    const std::size_t length = utf8_sequence(utf8.substr(at, 4), Surrogates::allowed);
    if (length == 0) {
      throw Error(Errc::malformed_json, "not UTF-8");
    }
    if (length == 1) {
      write_ascii(out, utf8[at], style);
    } else {
      write_other(out, utf8.substr(at, length), style);
    }
    at += length;
  }
  out.push_back('"');
}

void Writer::write(Text& out, const Document& document, const Style& style) {
  const Job job{out, document, style};
  open_.clear();
  own_.clear();
  value(job, 0);
  while (!open_.empty()) {
    next(job);
  }
}

void Writer::value(const Job& job, Index at) {
  const auto& [out, document, style] = job;
  const Document::Node& node = document.node(at);
  switch (node.kind) {
    case Kind::null: out.append("null"); return;
    case Kind::true_: out.append("true"); return;
    case Kind::false_: out.append("false"); return;
    case Kind::integer: return write_integer(out, document.characters(at), style);
    case Kind::real:
      return write_real(out, document.characters(at), style,
                        static_cast<std::size_t>(node.data - document.text().data()));
    case Kind::string: return write_string(out, document.characters(at), style);
    case Kind::array:
      out.push_back('[');
      open_.push_back({false, true, false, at + 1U, node.end, nullptr});
      return;
    case Kind::object: out.push_back('{'); return open_object(job, at);
  }
}

void Writer::open_object(const Job& job, Index at) {
  const Style& style = job.style;
  const bool as_sent = style.order == Style::Order::as_sent ||
                       (style.order == Style::Order::outermost_only && !open_.empty());
  if (!as_sent && style.order != Style::Order::utf16 && !style.drop_inherited) {
    const auto sorted = job.document.sorted_names(at);
    open_.push_back({true, true, false, 0, sorted.size(), sorted.data()});
    return;
  }
  const std::size_t begin = own_.size();
  own_names(job, at, as_sent);
  open_.push_back({true, true, true, begin, own_.size(), nullptr});
}

void Writer::own_names(const Job& job, Index object, bool as_sent) {
  const auto& [out, document, style] = job;
  const auto begin = static_cast<std::ptrdiff_t>(own_.size());
  if (as_sent) {
    for (Index name = object + 1; name != document.node(object).end;
         name = document.node(name + 1).end) {
      own_.push_back(name);
    }
  } else {
    const auto sorted = document.sorted_names(object);
    own_.insert(own_.end(), sorted.begin(), sorted.end());
  }
  const auto characters = [&document = document](Index name) { return document.characters(name); };
  if (style.order == Style::Order::utf16) {
    std::sort(own_.begin() + begin, own_.end(),
              [&](Index a, Index b) { return utf16_less(characters(a), characters(b)); });
  }
  if (style.drop_inherited) {
    own_.erase(std::remove_if(own_.begin() + begin, own_.end(),
                              [&](Index name) { return is_inherited(characters(name)); }),
               own_.end());
  }
}

// The next thing in the innermost container, or its end.
void Writer::next(const Job& job) {
  const auto& [out, document, style] = job;
  Open& open = open_.back();
  if (open.at == open.end) {
    out.push_back(open.object ? '}' : ']');
    open_.pop_back();
    return;
  }
  if (!open.first) {
    out.append(style.blanks ? ", " : ",");
  }
  open.first = false;
  if (!open.object) {
    const auto element = static_cast<Index>(open.at);
    open.at = document.node(element).end;
    return value(job, element);  // `open` may be gone now
  }
  const Index name = open.own ? own_[open.at] : open.sorted[open.at];
  ++open.at;
  write_string(out, document.characters(name), style);
  out.append(style.blanks ? ": " : ":");
  value(job, name + 1);
}

}  // namespace snapseal::signing
