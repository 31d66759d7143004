// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <snapseal/keys/private_key.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/bytes.hpp"

namespace snapseal::test {

[[nodiscard]] std::filesystem::path vectors_dir();

/// The content of `vectors/keys/NAME`, and the key that it holds.
[[nodiscard]] std::string key_file(const std::string& name);
[[nodiscard]] PrivateKey vector_key(const std::string& name,
                                    std::optional<std::string_view> passphrase = std::nullopt);

/// One case of a vector file. Every member must be asked for: a name that no test reads is a
/// mistake in the vectors or in the test, and `finish` says so.
class VectorCase {
 public:
  explicit VectorCase(nlohmann::json members) : members_(std::move(members)) {}

  [[nodiscard]] std::string id() { return text("id"); }
  [[nodiscard]] std::string text(const std::string& name) { return take(name).get<std::string>(); }
  [[nodiscard]] Bytes hex(const std::string& name) { return from_hex(text(name)); }
  [[nodiscard]] std::optional<std::string> text_or_null(const std::string& name);
  [[nodiscard]] std::optional<Bytes> hex_or_null(const std::string& name);
  [[nodiscard]] std::vector<std::string> texts(const std::string& name) {
    return take(name).get<std::vector<std::string>>();
  }
  [[nodiscard]] bool flag_or(const std::string& name, bool otherwise);
  [[nodiscard]] std::size_t number(const std::string& name) {
    return take(name).get<std::size_t>();
  }
  /// Of any type.
  [[nodiscard]] const nlohmann::json& value(const std::string& name) { return take(name); }
  [[nodiscard]] bool has(const std::string& name) const { return members_.contains(name); }
  void ignore(const std::string& name) { asked_for_.insert(name); }

  /// Throws if a member was never asked for.
  void finish() const;

 private:
  const nlohmann::json& take(const std::string& name);

  nlohmann::json members_;
  std::set<std::string> asked_for_;
};

/// The cases of `vectors/NAME.json`. Throws unless the file's own count is right and at least
/// `count_min`: a test of nothing must not pass.
[[nodiscard]] std::vector<VectorCase> read_vectors(const std::string& name, std::size_t count_min);

}  // namespace snapseal::test
