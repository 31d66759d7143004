// SPDX-License-Identifier: Apache-2.0
#include "c/parameters.hpp"

#include <algorithm>
#include <string>

namespace snapseal::c {

Parameters::Parameters(const snapseal_parameter* parameters, std::size_t count) {
  for (const snapseal_parameter& given : array_of(parameters, count, "parameters")) {
    const std::string_view name = text_of(given.name, given.name_size, "parameters");
    if (std::any_of(parameters_.begin(), parameters_.end(),
                    [name](const Parameter& other) { return other.name == name; })) {
      throw Error(Errc::invalid_argument, "a parameter is given twice", "parameters");
    }
    parameters_.push_back({name, text_of(given.value, given.value_size, "parameters")});
  }
}

std::optional<std::string_view> Parameters::take(std::string_view name) {
  for (Parameter& parameter : parameters_) {
    if (parameter.name == name) {
      parameter.taken = true;
      return parameter.value;
    }
  }
  return std::nullopt;
}

std::string_view Parameters::require(Literal name) {
  const auto value = take(name.view());
  if (!value) {
    throw Error(Errc::invalid_argument, "this operation needs this parameter", name);
  }
  return *value;
}

std::optional<bool> Parameters::take_switch(Literal name) {
  const auto value = take(name.view());
  if (!value) {
    return std::nullopt;
  }
  if (*value != "true" && *value != "false") {
    throw Error(Errc::invalid_argument, "must be true or false", name);
  }
  return *value == "true";
}

void Parameters::require_all_taken() const {
  if (!std::all_of(parameters_.begin(), parameters_.end(),
                   [](const Parameter& parameter) { return parameter.taken; })) {
    throw Error(Errc::invalid_argument, "one is not a parameter of this operation", "parameters");
  }
}

Query query_of(const snapseal_parameter* parameters, std::size_t count) {
  Query query;
  for (const snapseal_parameter& given : array_of(parameters, count, "query")) {
    query.emplace_back(text_of(given.name, given.name_size, "query"),
                       text_of(given.value, given.value_size, "query"));
  }
  return query;
}

}  // namespace snapseal::c
