// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <snapseal/core/limits.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/explain/deviation.hpp>
#include <snapseal/signing/credentials.hpp>
#include <snapseal/signing/signature.hpp>

namespace snapseal {

struct SignatureExplanation {
  SecretString canonical;  ///< What must be signed. It may hold a user secret.
  bool matches = false;    ///< Whether what was given is right.
  /// What together leads to what was given, in the order of `Deviation`. Empty if it is right, and
  /// if no known deviation explains it.
  std::vector<Deviation> deviations;
  /// Counted in bytes from the beginning of both, where a foreign canonical text differs first.
  std::optional<std::size_t> first_difference;
};

/// Finds out how a foreign signature of this content came about. Bounded: each deviation alone,
/// and, if all of the content has no more than 64 KiB, each two of them, and what known libraries
/// write by default, alone and with one more. The first that fits is told, in about the order of
/// `Deviation`; others may fit as well. Its copies of the content and of the key are wiped. Throws
/// what `canonical_content` throws.
[[nodiscard]] SNAPSEAL_API SignatureExplanation explain_signature(const ConsumerKey& key,
                                                                  const SignedContent& content,
                                                                  std::string_view signature,
                                                                  const Limits& limits = {});
/// The same for a foreign text that is to be signed; no key is needed.
[[nodiscard]] SNAPSEAL_API SignatureExplanation explain_canonical(const SignedContent& content,
                                                                  std::string_view canonical,
                                                                  const Limits& limits = {});

/// The same two for a webhook's body, as it came: what must be signed is its canonical form. For
/// programs that verify webhooks with other software and get another signature than the API sends.
/// Time and members of the event are not checked. Throw what `canonical_json` throws.
[[nodiscard]] SNAPSEAL_API SignatureExplanation explain_webhook(const ConsumerKey& key,
                                                                std::string_view body,
                                                                std::string_view signature,
                                                                const Limits& limits = {});
[[nodiscard]] SNAPSEAL_API SignatureExplanation explain_webhook_canonical(
    std::string_view body, std::string_view canonical, const Limits& limits = {});

}  // namespace snapseal
