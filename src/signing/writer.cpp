// SPDX-License-Identifier: Apache-2.0
#include "signing/writer.hpp"

#include <algorithm>
#include <array>

#include "signing/member_order.hpp"

namespace snapseal::signing {

namespace {

using Index = Document::Index;
using Kind = Document::Kind;

bool is_inherited(std::string_view name) {
  constexpr std::array<std::string_view, 12> names{
      "__defineGetter__", "__defineSetter__", "__lookupGetter__",     "__lookupSetter__",
      "__proto__",        "constructor",      "hasOwnProperty",       "isPrototypeOf",
      "toLocaleString",   "toString",         "propertyIsEnumerable", "valueOf"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_dropped(const Document& document, Index name, Style::Dropped dropped) {
  if (dropped == Style::Dropped::inherited) {
    return is_inherited(document.characters(name));
  }
  if (dropped == Style::Dropped::webhook_secret) {
    return document.characters(name) == "webhookSecret";
  }
  const Document::Node& value = document.node(name + 1);
  const bool container = value.kind == Kind::array || value.kind == Kind::object;
  const bool empty =
      (value.kind == Kind::string && value.size == 0) || (container && value.end == name + 2);
  return value.kind == Kind::null || (dropped == Style::Dropped::empties && empty);
}

void write_integer(SecretBuffer& out, std::string_view text, const Style& style) {
  const bool long_enough = style.integers == Style::Integers::rounded && text.size() > 15;
  if (long_enough || style.integers == Style::Integers::as_doubles) {
    const auto value = to_double(text);
    if (value && style.integers == Style::Integers::as_doubles) {
      return write_number(out, *value, style.reals == nullptr ? python : *style.reals);
    }
    if (value && (*value >= 0x1p53 || *value <= -0x1p53)) {
      return write_number(out, *value, javascript);
    }
  }
  out.append(text == "-0" ? "0" : text);
}

// `where` is the offset of the number in its text.
void write_real(SecretBuffer& out, std::string_view text, const Style& style, std::size_t where) {
  if (style.reals == nullptr || (style.reals == &python && is_python_spelling(text))) {
    out.append(text);
    return;
  }
  const auto value = to_double(text);
  if (!value) {
    throw Error(Errc::number_out_of_range, "a number of the JSON text is beyond a double's range",
                "", where);
  }
  write_number(out, *value, *style.reals);
}

/// A number as JSON has it (RFC 8259 section 6).
bool is_number(std::string_view text) {
  const auto skip_digits = [&text] {
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
  };
  if (text.starts_with('-')) {
    text.remove_prefix(1);
  }
  const bool is_zero = text.starts_with('0');
  const std::size_t whole = skip_digits();
  if (whole == 0 || (is_zero && whole > 1)) {
    return false;
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (skip_digits() == 0) {
      return false;
    }
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(text.substr(1).find_first_of("+-") == 0 ? 2 : 1);
    if (skip_digits() == 0) {
      return false;
    }
  }
  return text.empty();
}

void write_text(SecretBuffer& out, std::string_view text, const Style& style) {
  const bool as_number =
      style.quoted == Style::Quoted::no_numeric_strings && is_number(text) && to_double(text);
  if (!as_number) {
    write_string(out, text, style.strings);
  } else if (text.find_first_of(".eE") == std::string_view::npos) {
    write_integer(out, text, style);
  } else {
    write_real(out, text, style, 0);
  }
}

void write_truth_value(SecretBuffer& out, std::string_view word, const Style& style) {
  const std::string_view mark = style.quoted == Style::Quoted::numbers_and_truth_values ? "\"" : "";
  out.append(mark).append(word).append(mark);
}

}  // namespace

void write_line(SecretBuffer& out, const Style& style, std::size_t level) {
  if (style.lines) {
    out.append(style.line_end);
    for (; level > 0; --level) {
      out.append(style.indent);
    }
  }
}

void Writer::write(SecretBuffer& out, const Document& document, const Style& style,
                   std::size_t level) {
  const Job job{out, document, style, level};
  open_.clear();
  own_.clear();
  value(job, 0);
  while (!open_.empty()) {
    next(job);
  }
}

void Writer::value(const Job& job, Index at) {
  const auto& [out, document, style, level] = job;
  const Document::Node& node = document.node(at);
  switch (node.kind) {
    case Kind::null: out.append("null"); return;
    case Kind::true_: return write_truth_value(out, "true", style);
    case Kind::false_: return write_truth_value(out, "false", style);
    case Kind::integer:
    case Kind::real: return write_number_of(job, at);
    case Kind::string: return write_text(out, document.characters(at), style);
    case Kind::array:
      if (node.end == at + 1) {
        return empty_container(job, false);
      }
      out.push_back('[');
      open_.push_back({false, true, false, at + 1U, node.end, nullptr});
      return;
    case Kind::object:
      if (node.size == 0) {
        return empty_container(job, true);
      }
      return open_object(job, at);
  }
}

void Writer::write_number_of(const Job& job, Index at) {
  const auto& [out, document, style, level] = job;
  const Document::Node& node = document.node(at);
  const bool quoted = style.quoted == Style::Quoted::numbers ||
                      style.quoted == Style::Quoted::numbers_and_truth_values;
  out.append(quoted ? "\"" : "");
  if (node.kind == Kind::integer) {
    write_integer(out, document.characters(at), style);
  } else {
    write_real(out, document.characters(at), style,
               static_cast<std::size_t>(node.data - document.text().data()));
  }
  out.append(quoted ? "\"" : "");
}

void Writer::empty_container(const Job& job, bool object) {
  if (job.style.empty == Style::Empty::object_as_array) {
    object = false;
  } else if (job.style.empty == Style::Empty::array_as_object) {
    object = true;
  }
  job.out.append(object ? "{}" : "[]");
}

void Writer::open_object(const Job& job, Index at) {
  const Style& style = job.style;
  job.out.push_back('{');
  const bool as_sent = style.order == Style::Order::as_sent ||
                       (style.order == Style::Order::outermost_only && !open_.empty());
  const bool sorted_already =
      style.order == Style::Order::code_points || style.order == Style::Order::outermost_only;
  if (!as_sent && sorted_already && style.dropped == Style::Dropped::none) {
    const auto sorted = job.document.sorted_names(at);
    open_.push_back({true, true, false, 0, sorted.size(), sorted.data()});
    return;
  }
  const std::size_t begin = own_.size();
  own_names(job, at, as_sent);
  open_.push_back({true, true, true, begin, own_.size(), nullptr});
}

void Writer::own_names(const Job& job, Index object, bool as_sent) {
  const Document& document = job.document;
  const Style& style = job.style;
  const auto size = static_cast<std::ptrdiff_t>(own_.size());
  if (as_sent || style.order == Style::Order::java_hash) {
    for (Index name = object + 1; name != document.node(object).end;
         name = document.node(name + 1).end) {
      own_.push_back(name);
    }
  } else {
    const auto sorted = document.sorted_names(object);
    own_.insert(own_.end(), sorted.begin(), sorted.end());
  }
  const auto sort_by = [&](auto less) {
    std::stable_sort(own_.begin() + size, own_.end(), [&](Index a, Index b) {
      return less(document.characters(a), document.characters(b));
    });
  };
  switch (style.order) {
    case Style::Order::utf16: sort_by(utf16_less); break;
    case Style::Order::caseless: sort_by(caseless_less); break;
    case Style::Order::dictionary: sort_by(dictionary_less); break;
    case Style::Order::java_hash: {
      const std::uint32_t buckets = java_buckets(document.node(object).size);
      sort_by([buckets](std::string_view a, std::string_view b) {
        return java_hash(a) % buckets < java_hash(b) % buckets;
      });
      break;
    }
    default: break;
  }
  if (style.dropped != Style::Dropped::none) {
    own_.erase(
        std::remove_if(own_.begin() + size, own_.end(),
                       [&](Index name) { return is_dropped(document, name, style.dropped); }),
        own_.end());
  }
}

// The next thing in the innermost container, or its end.
void Writer::next(const Job& job) {
  const auto& [out, document, style, level] = job;
  Open& open = open_.back();
  if (open.at == open.end) {
    if (style.lines && !open.first) {
      write_line(out, style, level + open_.size() - 1);
    }
    out.push_back(open.object ? '}' : ']');
    open_.pop_back();
    return;
  }
  if (!open.first) {
    out.append(style.comma);
  }
  open.first = false;
  if (style.lines) {
    write_line(out, style, level + open_.size());
  }
  if (!open.object) {
    const auto element = static_cast<Index>(open.at);
    open.at = document.node(element).end;
    return value(job, element);  // `open` may be gone now
  }
  const Index name = open.own ? own_[open.at] : open.sorted[open.at];
  ++open.at;
  write_string(out, document.characters(name), style.strings);
  out.append(style.colon);
  value(job, name + 1);
}

}  // namespace snapseal::signing
