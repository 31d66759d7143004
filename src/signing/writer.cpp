// SPDX-License-Identifier: Apache-2.0
#include "signing/writer.hpp"

#include <algorithm>
#include <array>

#include "signing/number.hpp"
#include "core/utf8.hpp"

namespace snapseal::signing {

namespace {

using Index = Document::Index;
using Kind = Document::Kind;

void write_unit(std::string& out, std::uint32_t unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  out.append("\\u");
  for (const unsigned shift : {12U, 8U, 4U, 0U}) {
    out.push_back(digits[unit >> shift & 15U]);
  }
}

void write_code_point(std::string& out, std::uint32_t code_point) {
  if (code_point < 0x10000) {
    write_unit(out, code_point);
  } else {
    write_unit(out, 0xd7c0 + (code_point >> 10));
    write_unit(out, 0xdc00 + (code_point & 0x3ffU));
  }
}

void write_ascii(std::string& out, char c, const Style& style) {
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

void write_other(std::string& out, std::string_view sequence, const Style& style) {
  const std::uint32_t code_point = utf8_decode(sequence);
  const bool separator = code_point == 0x2028 || code_point == 0x2029;
  if (style.text == Style::Text::utf8 || (style.text == Style::Text::go && !separator)) {
    out.append(sequence);
  } else {
    write_code_point(out, code_point);
  }
}

// Printable, and no style writes it in another way.
constexpr bool is_plain(char c) noexcept {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '/' && c != '<' && c != '>' &&
         c != '&';
}

constexpr std::array<bool, 256> plain_table = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < 128; ++i) {
    table[i] = is_plain(static_cast<char>(i));
  }
  return table;
}();

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

class Writer {
 public:
  Writer(std::string& out, const Document& document, const Style& style)
      : out_(out), document_(document), style_(style) {}

  void write() {
    value(0);
    while (!open_.empty()) {
      next();
    }
  }

 private:
  struct Open {
    bool object;
    bool first;
    Index at, end;                  // of an array: its next element, and the end
    const Index *name, *names_end;  // of an object: its next name
    std::vector<Index> own;         // its names, if not in the document's order
  };

  void value(Index at) {
    const Document::Node& node = document_.node(at);
    switch (node.kind) {
      case Kind::null: out_.append("null"); return;
      case Kind::true_: out_.append("true"); return;
      case Kind::false_: out_.append("false"); return;
      case Kind::integer: return integer(document_.characters(at));
      case Kind::real: return real(document_.characters(at));
      case Kind::string: return write_string(out_, document_.characters(at), style_);
      case Kind::array:
        out_.push_back('[');
        open_.push_back({false, true, at + 1, node.end, nullptr, nullptr, {}});
        return;
      case Kind::object: out_.push_back('{'); return object(at);
    }
  }

  void object(Index at) {
    open_.push_back({true, true, 0, 0, nullptr, nullptr, {}});
    Open& open = open_.back();
    const auto sorted = document_.sorted_names(at);
    const bool as_sent = style_.order == Style::Order::as_sent ||
                         (style_.order == Style::Order::outermost_only && open_.size() > 1);
    if (!as_sent && style_.order != Style::Order::utf16 && !style_.drop_inherited) {
      open.name = sorted.data();
      open.names_end = sorted.data() + sorted.size();
      return;
    }
    if (as_sent) {
      for (Index name = at + 1; name != document_.node(at).end;
           name = document_.node(name + 1).end) {
        open.own.push_back(name);
      }
    } else {
      open.own.assign(sorted.begin(), sorted.end());
    }
    if (style_.order == Style::Order::utf16) {
      std::sort(open.own.begin(), open.own.end(), [this](Index a, Index b) {
        return utf16_less(document_.characters(a), document_.characters(b));
      });
    }
    if (style_.drop_inherited) {
      std::erase_if(open.own,
                    [this](Index name) { return is_inherited(document_.characters(name)); });
    }
    open.name = open.own.data();
    open.names_end = open.own.data() + open.own.size();
  }

  // The next thing in the innermost container, or its end.
  void next() {
    Open& open = open_.back();
    const bool end = open.object ? open.name == open.names_end : open.at == open.end;
    if (end) {
      out_.push_back(open.object ? '}' : ']');
      open_.pop_back();
      return;
    }
    if (!open.first) {
      out_.append(style_.blanks ? ", " : ",");
    }
    open.first = false;
    if (!open.object) {
      const Index element = open.at;
      open.at = document_.node(element).end;
      return value(element);  // `open` may be gone now
    }
    const Index name = *open.name++;
    write_string(out_, document_.characters(name), style_);
    out_.append(style_.blanks ? ": " : ":");
    value(name + 1);
  }

  void integer(std::string_view text) {
    if (style_.round_integers && text.size() > 15) {
      if (const auto value = to_double(text); value && (*value >= 0x1p53 || *value <= -0x1p53)) {
        return write_javascript(out_, *value);
      }
    }
    out_.append(text == "-0" ? "0" : text);
  }

  void real(std::string_view text) {
    if (style_.reals == Style::Numbers::as_sent) {
      out_.append(text);
      return;
    }
    const auto value = to_double(text);
    if (!value) {
      throw Error(Errc::number_out_of_range, "a number of the JSON text is beyond a double's range",
                  "", static_cast<std::size_t>(text.data() - document_.text().data()));
    }
    style_.reals == Style::Numbers::python ? write_python(out_, *value)
                                           : write_javascript(out_, *value);
  }

  std::string& out_;
  const Document& document_;
  const Style& style_;
  std::vector<Open> open_;
};

}  // namespace

void write_string(std::string& out, std::string_view utf8, const Style& style) {
  out.push_back('"');
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    while (at < utf8.size() && plain_table[static_cast<unsigned char>(utf8[at])]) {
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

void write_document(std::string& out, const Document& document, const Style& style) {
  Writer(out, document, style).write();
}

}  // namespace snapseal::signing
