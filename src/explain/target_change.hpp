// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "core/secret_buffer.hpp"
#include "core/utf8.hpp"

/// What the variants of paths and queries share.
namespace snapseal::explain {

using Parts = std::vector<std::string_view>;

/// Another path or query, if it can be written.
inline bool change(std::shared_ptr<const SecretBuffer>& what, SecretBuffer&& to) {
  if (what->view() == to.view() || !is_utf8(to.view(), Surrogates::allowed)) {
    return false;
  }
  what = std::make_shared<const SecretBuffer>(std::move(to));
  return true;
}

inline SecretBuffer joined(std::initializer_list<std::string_view> parts) {
  SecretBuffer text;
  for (const std::string_view part : parts) {
    text.append(part);
  }
  return text;
}

/// A query of these.
inline SecretBuffer joined(const Parts& parameters) {
  SecretBuffer query;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    query.append(i == 0 ? "" : "&").append(parameters[i]);
  }
  return query;
}

}  // namespace snapseal::explain
