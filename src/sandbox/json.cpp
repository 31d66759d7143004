// SPDX-License-Identifier: Apache-2.0
// The only file of the sandbox that knows the JSON library.
#include "json.hpp"

#include <nlohmann/json.hpp>

namespace sandbox {
namespace {

using Foreign = nlohmann::json;

// As deep as the library reads.
constexpr int depth_max = 64;

// Found out before the JSON library sees the text: it takes a heap block for each level.
bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      i += c == '\\' ? 1 : 0;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > depth_max) {
        return true;
      }
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

Json from(const Foreign& foreign) {
  switch (foreign.type()) {
    case Foreign::value_t::null: return nullptr;
    case Foreign::value_t::boolean: return foreign.get<bool>();
    case Foreign::value_t::number_integer: return foreign.get<std::int64_t>();
    case Foreign::value_t::number_unsigned:
      if (foreign.get<std::uint64_t>() <= INT64_MAX) {
        return foreign.get<std::int64_t>();
      }
      return Json::Other{};
    case Foreign::value_t::string: return foreign.get<std::string>();
    case Foreign::value_t::array: {
      Json::Array array;
      for (const auto& item : foreign) {
        array.push_back(from(item));
      }
      return array;
    }
    case Foreign::value_t::object: {
      Json::Object object;
      for (const auto& [name, item] : foreign.items()) {
        object.insert_or_assign(name, from(item));
      }
      return object;
    }
    default: return Json::Other{};
  }
}

struct ToForeign {
  Foreign operator()(std::monostate /*null*/) const { return nullptr; }
  Foreign operator()(bool value) const { return value; }
  Foreign operator()(std::int64_t value) const { return value; }
  Foreign operator()(const std::string& value) const { return value; }
  Foreign operator()(const Json::Array& value) const {
    Foreign array = Foreign::array();
    for (const Json& item : value) {
      array.push_back(std::visit(*this, item.value()));
    }
    return array;
  }
  Foreign operator()(const Json::Object& value) const {
    Foreign object = Foreign::object();
    for (const auto& [name, item] : value) {
      object[name] = std::visit(*this, item.value());
    }
    return object;
  }
  Foreign operator()(Json::Other /*number*/) const { return nullptr; }
};

}  // namespace

const Json* Json::find(std::string_view name) const {
  const auto* object = as<Object>();
  if (object == nullptr) {
    return nullptr;
  }
  const auto found = object->find(std::string(name));
  return found == object->end() ? nullptr : &found->second;
}

std::optional<std::string> Json::text(std::string_view name) const {
  const Json* member = find(name);
  const auto* text = member == nullptr ? nullptr : member->as<std::string>();
  return text == nullptr ? std::nullopt : std::optional(*text);
}

std::optional<Json> Json::parse(std::string_view text) {
  if (is_too_deep(text)) {
    return std::nullopt;
  }
  const auto foreign = Foreign::parse(text.begin(), text.end(), nullptr, false);
  return foreign.is_discarded() ? std::nullopt : std::optional(from(foreign));
}

std::string Json::dump() const {
  return std::visit(ToForeign{}, value_).dump(-1, ' ', false, Foreign::error_handler_t::replace);
}

}  // namespace sandbox
