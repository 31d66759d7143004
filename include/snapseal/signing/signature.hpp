// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include <snapseal/core/limits.hpp>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/credentials.hpp>

namespace snapseal {

/// The body of what is signed: any JSON text, or one in canonical form already, which costs no
/// reading. A view: what it is made of must outlive it.
class BodyView {
 public:
  /// No body.
  constexpr BodyView() noexcept = default;
  template <typename Text>
  requires std::convertible_to<const Text&, std::string_view>
  // NOLINTNEXTLINE(google-explicit-constructor): text is what a body is
  constexpr BodyView(const Text& text) noexcept(noexcept(std::string_view(text))) : text_(text) {}
  // NOLINTNEXTLINE(google-explicit-constructor): and so is this
  BodyView(const CanonicalJson& json) noexcept : text_(json.text()), canonical_(true) {}

  [[nodiscard]] constexpr std::string_view text() const noexcept { return text_; }
  [[nodiscard]] constexpr bool is_canonical() const noexcept { return canonical_; }

 private:
  std::string_view text_;
  bool canonical_ = false;
};

/// What a signature is about, exactly as it is sent.
struct SignedContent {
  std::string_view path;   ///< Of the request line, percent escapes untouched, prefix included.
  std::string_view query;  ///< The raw query string, without "?".
  BodyView body;           ///< JSON text; empty, "null" and "{}" are no body.
};

/// The text that is signed: {"content":...,"path":...,"query":...}. Throws what `canonical_json`
/// throws, also for a path or query that is not UTF-8.
[[nodiscard]] SNAPSEAL_API std::string canonical_content(const SignedContent& content,
                                                         const Limits& limits = {});

/// base64(HMAC-SHA-256(consumer key, canonical)): 44 characters. The `Signature` header.
[[nodiscard]] SNAPSEAL_API std::string sign_canonical(const ConsumerKey& key,
                                                      std::string_view canonical);
/// The same of `canonical_content`, whose memory is wiped. Apart from the reading of a body that is
/// not `CanonicalJson`, it allocates nothing but its result once the key has signed before.
[[nodiscard]] SNAPSEAL_API std::string sign(const ConsumerKey& key, const SignedContent& content,
                                            const Limits& limits = {});

/// Whether `signature` is the one of this text, compared in constant time. What is not base64 of 32
/// bytes is none; a content that cannot be made canonical throws as above.
[[nodiscard]] SNAPSEAL_API bool verify_canonical(const ConsumerKey& key, std::string_view canonical,
                                                 std::string_view signature);
[[nodiscard]] SNAPSEAL_API bool verify(const ConsumerKey& key, const SignedContent& content,
                                       std::string_view signature, const Limits& limits = {});

}  // namespace snapseal
