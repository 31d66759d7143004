// SPDX-License-Identifier: Apache-2.0
#include "opener.hpp"

#include <memory>
#include <utility>

#include "botan_peer.hpp"
#include "gcrypt_peer.hpp"
#include "openssl_yardstick.hpp"

namespace bench {

namespace {

Opener snapseal_with(const Backend& backend) {
  const auto load = [backend](std::string_view pem) -> Open {
    const auto key = std::make_shared<const snapseal::PrivateKey>(backend.load(pem));
    return [key](std::string_view json) {
      return Opened(snapseal::decrypt_response(*key, json).text);
    };
  };
  return {backend.who, load, /*is_main=*/true};
}

/// A peer is a type that is made of a PEM text and has `open(json)`.
template <typename Peer>
Opener peer(std::string who, bool is_main = false) {
  const auto load = [](std::string_view pem) -> Open {
    const auto loaded = std::make_shared<Peer>(pem);
    return [loaded](std::string_view json) { return Opened(loaded->open(json)); };
  };
  return {std::move(who), load, is_main};
}

struct Yardstick {
  explicit Yardstick(std::string_view pem) : key(pem) {}
  [[nodiscard]] std::string open(std::string_view json) const {
    return yardstick::open_response(key, json);
  }
  yardstick::Key key;
};

}  // namespace

const std::vector<Backend>& backends() {
  using snapseal::RsaBackend;
  static const std::vector<Backend> all = [] {
    std::vector<Backend> list;
    for (const auto& [who, backend] : {std::pair{"snapseal-openssl", RsaBackend::openssl},
                                       std::pair{"snapseal-botan", RsaBackend::botan}}) {
      if (snapseal::is_built_in(backend)) {
        const auto load = [backend = backend](std::string_view pem) {
          return snapseal::PrivateKey::parse(pem).with_backend(backend);
        };
        list.push_back({who, load});
      }
    }
    return list;
  }();
  return all;
}

const std::vector<Opener>& openers() {
  static const std::vector<Opener> all = [] {
    std::vector<Opener> list;
    for (const Backend& backend : backends()) {
      list.push_back(snapseal_with(backend));
    }
    list.push_back(peer<Yardstick>("yardstick", /*is_main=*/true));
    list.push_back(peer<botan_peer::Reused>("botan-reused"));
    list.push_back(peer<botan_peer::Naive>("botan-naive"));
    if (gcrypt_peer::is_built_in()) {
      list.push_back(peer<gcrypt_peer::Key>("libgcrypt"));
    }
    return list;
  }();
  return all;
}

}  // namespace bench
