// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <snapseal/core/secret.hpp>
#include <snapseal/signing/credentials.hpp>
#include <string_view>

#include "signing/recipe.hpp"

namespace snapseal::signing {

/// A consumer key in the forms in which foreign programs use it.
class KeyForms {
 public:
  explicit KeyForms(const ConsumerKey& key);

  /// Empty if the key has no such form.
  [[nodiscard]] std::string_view of(Recipe::Key form) const noexcept {
    return forms_[static_cast<std::size_t>(form)].expose();
  }

 private:
  void put(Recipe::Key form, std::string_view bytes, std::string_view tail = {});
  void put_uri_encoded(std::string_view key);
  void put_decoded(std::string_view key);

  std::array<SecretString, 6> forms_;
};

}  // namespace snapseal::signing
