// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/core/file_text.hpp>
#include <snapseal/core/references.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/core/text_argument.hpp>

namespace snapseal {

namespace signing {
class KeyedMac;
}  // namespace signing

/// The partner's `clientId`. Not secret. Throws `Errc::invalid_argument` if empty, and if it is
/// what people paste by mistake: text that is not UTF-8, with a space, a line end, another control
/// character or a byte-order mark, a PEM text, or JSON (it begins with {, [ or a quotation mark).
class SNAPSEAL_API ClientId {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): text is what a client id is
  ClientId(std::string value);
  template <TextArgument Text>
  // NOLINTNEXTLINE(google-explicit-constructor)
  ClientId(const Text& value) : ClientId(std::string(text_of(value))) {}
  /// Empty if it was moved from; then whatever signs throws `Errc::invalid_argument`.
  [[nodiscard]] const std::string& value() const noexcept SNAPSEAL_LIFETIMEBOUND { return value_; }
  [[nodiscard]] friend bool operator==(const ClientId&, const ClientId&) = default;

 private:
  std::string value_;
};

/// What looks wrong about a key that was pasted. The key is used as it is all the same.
enum class KeyWarning {
  blanks_around,         ///< Blanks or tabs at its beginning or end.
  line_ends,             ///< A line feed or carriage return, anywhere.
  invisible_characters,  ///< Zero-width characters, a no-break space, control characters.
  not_ascii,             ///< Other characters beyond ASCII.
  quotes_around,         ///< It stands in quotation marks.
};
[[nodiscard]] SNAPSEAL_API std::string_view to_string(KeyWarning warning) noexcept;

/// The partner's `consumerKey`: the HMAC key, its bytes as they are. Move-only; does not print.
/// Throws `Errc::invalid_argument` if empty, or longer than 4096 bytes.
///
/// A text file ends with a line end, which would be part of the key: `from_file_text` reads the
/// text of a file. If the API answers 401 with code 1076 to all that is signed, look at
/// `warnings()`.
///
/// Load it once and sign with it from all threads: it keeps the HMAC's key schedule, and some
/// memory to write in, for each that signs at the same time (16 at most). All is wiped with it.
class SNAPSEAL_API ConsumerKey {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): text is what a consumer key is
  ConsumerKey(SecretString value);
  /// A copy of the text, which stays the caller's to wipe.
  template <TextArgument Text>
  // NOLINTNEXTLINE(google-explicit-constructor)
  ConsumerKey(const Text& value) : ConsumerKey(SecretString::copy_of(text_of(value))) {}
  /// The key in the text of a file, without its line end: see `secret_from_file_text`.
  [[nodiscard]] static ConsumerKey from_file_text(std::string_view text) {
    return secret_from_file_text(text);
  }

  ConsumerKey(ConsumerKey&&) noexcept;
  ConsumerKey& operator=(ConsumerKey&&) noexcept;
  ~ConsumerKey();

  [[nodiscard]] ConsumerKey clone() const;
  /// Empty if the key was moved from; then whatever signs throws `Errc::invalid_argument`.
  [[nodiscard]] std::string_view expose() const noexcept SNAPSEAL_LIFETIMEBOUND;
  /// Empty if the key looks like one. Each kind at most once.
  [[nodiscard]] std::vector<KeyWarning> warnings() const;

 private:
  friend class signing::KeyedMac;

  std::unique_ptr<signing::KeyedMac> mac_;
};

/// 1 to 8 consumer keys that a webhook may be signed with: a key, `{new_key, old_key}`, or a
/// `std::vector<ConsumerKey>`. A view; see `References`.
using ConsumerKeys = References<ConsumerKey, 8>;

}  // namespace snapseal
