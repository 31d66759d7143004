// SPDX-License-Identifier: Apache-2.0
#include "support/vectors.hpp"

namespace snapseal::test {

std::filesystem::path vectors_dir() {
  return SNAPSEAL_VECTORS_DIR;
}

std::string key_file(const std::string& name) {
  return read_file(vectors_dir() / "keys" / name);
}

PrivateKey vector_key(const std::string& name, std::optional<std::string_view> passphrase) {
  return PrivateKey::parse(key_file(name), passphrase);
}

const nlohmann::json& VectorCase::take(const std::string& name) {
  asked_for_.insert(name);
  return members_.at(name);
}

std::optional<std::string> VectorCase::text_or_null(const std::string& name) {
  const nlohmann::json& value = take(name);
  return value.is_null() ? std::nullopt : std::optional(value.get<std::string>());
}

std::optional<Bytes> VectorCase::hex_or_null(const std::string& name) {
  const auto text = text_or_null(name);
  return text ? std::optional(from_hex(*text)) : std::nullopt;
}

bool VectorCase::flag_or(const std::string& name, bool otherwise) {
  return has(name) ? take(name).get<bool>() : otherwise;
}

void VectorCase::finish() const {
  for (const auto& [name, value] : members_.items()) {
    if (!asked_for_.contains(name) && name != "comment" && name != "source" && name != "step") {
      throw std::runtime_error("a vector has a member that no test reads: " + name);
    }
  }
}

std::vector<VectorCase> read_vectors(const std::string& name, std::size_t count_min) {
  const auto file = nlohmann::json::parse(read_file(vectors_dir() / (name + ".json")));
  if (file.at("format") != "snapseal-vectors/1") {
    throw std::runtime_error("vectors of another format");
  }
  std::vector<VectorCase> cases;
  for (const auto& members : file.at("cases")) {
    cases.emplace_back(members);
  }
  if (cases.size() != file.at("count").get<std::size_t>() || cases.size() < count_min) {
    throw std::runtime_error("vectors are missing from " + name);
  }
  return cases;
}

}  // namespace snapseal::test
