// SPDX-License-Identifier: Apache-2.0
#include "core/json_members.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

#include "core/json.hpp"

namespace snapseal::json {

namespace {

/// Follows the events, and hands over what stands directly in the outermost object or array.
class Outermost final : public Events {
 public:
  using Store = std::function<void(std::string&& name, Value&& value)>;
  Outermost(Value::Type type, Store store) : type_(type), store_(std::move(store)) {}

  void begin_object() override { open(Value::Type::object); }
  void end_object() override { --depth_; }
  void begin_array() override { open(Value::Type::array); }
  void end_array() override { --depth_; }
  void name(const std::string& name) override {
    if (depth_ == 1) {
      name_ = name;
    }
  }
  void string(std::string&& value) override {
    give({Value::Type::string, false, copy_if_stored(value)});
    std::fill(value.begin(), value.end(), '\0');
  }
  void number(const std::string& text) override {
    give({Value::Type::number, false, copy_if_stored(text)});
  }
  void boolean(bool value) override { give({Value::Type::boolean, value, {}}); }
  void null() override { give({Value::Type::null, false, {}}); }

 private:
  [[nodiscard]] SecretString copy_if_stored(const std::string& text) const {
    return depth_ == 1 ? SecretString::copy_of(text) : SecretString();
  }
  void open(Value::Type type) {
    if (depth_ > 0 || type != type_) {
      give({type, false, {}});
    }
    ++depth_;
  }
  void give(Value&& value) {
    if (depth_ == 0) {
      throw Error(Errc::malformed_json, type_ == Value::Type::object
                                            ? Literal("the JSON text is not an object")
                                            : Literal("the JSON text is not an array"));
    }
    if (depth_ == 1) {
      store_(std::move(name_), std::move(value));
    }
  }

  Value::Type type_;
  Store store_;
  std::size_t depth_ = 0;
  std::string name_;
};

}  // namespace

Members::Members(std::string_view text, std::size_t depth_limit) {
  Outermost outermost(Value::Type::object, [this](std::string&& name, Value&& value) {
    values_.insert_or_assign(std::move(name), std::move(value));
  });
  read(text, depth_limit, outermost);
}

const Value* Members::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->second.type == Value::Type::null ? nullptr
                                                                           : &found->second;
}

const Value& Members::at(Literal name, Value::Type type) const {
  const auto found = values_.find(name.view());
  if (found == values_.end()) {
    throw Error(Errc::missing_member, "the JSON object has no such member", name);
  }
  if (found->second.type != type) {
    throw Error(Errc::wrong_member_type,
                type == Value::Type::string    ? Literal("must be a string")
                : type == Value::Type::boolean ? Literal("must be true or false")
                                               : Literal("must be a whole number"),
                name);
  }
  return found->second;
}

std::string_view Members::text(Literal name) const {
  return at(name, Value::Type::string).text.expose();
}

SecretString Members::secret(Literal name) const {
  return at(name, Value::Type::string).text.clone();
}

bool Members::boolean(Literal name) const {
  return at(name, Value::Type::boolean).flag;
}

std::int64_t Members::integer(Literal name) const {
  const std::string_view digits = at(name, Value::Type::number).text.expose();
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (fault != std::errc() || end != digits.data() + digits.size()) {
    throw Error(Errc::wrong_member_type, "must be a whole number of at most 64 bits", name);
  }
  return value;
}

std::string Members::string_or_empty(Literal name) const {
  return find(name.view()) == nullptr ? std::string() : string(name);
}

std::vector<std::string> read_strings(std::string_view text, std::size_t depth_limit) {
  std::vector<std::string> strings;
  Outermost outermost(Value::Type::array, [&strings](std::string&& /*name*/, Value&& value) {
    if (value.type != Value::Type::string) {
      throw Error(Errc::wrong_member_type, "the array must hold strings alone");
    }
    strings.emplace_back(value.text.expose());
  });
  read(text, depth_limit, outermost);
  return strings;
}

}  // namespace snapseal::json
