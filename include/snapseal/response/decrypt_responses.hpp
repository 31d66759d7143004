// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <snapseal/core/lifetime.hpp>
#include <snapseal/keys/key_ring.hpp>
#include <snapseal/response/decrypt.hpp>

namespace snapseal {

/// What became of one response of a batch: the plaintext, or the `Error` that says why there is
/// none. Move-only.
class SNAPSEAL_API DecryptResult {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a response is a result.
  DecryptResult(DecryptedResponse response) noexcept : content_(std::move(response)) {}
  explicit DecryptResult(const Error& error, std::exception_ptr cause = nullptr) noexcept
      : content_(Failure{error, std::move(cause)}) {}

  /// Whether it was opened.
  [[nodiscard]] bool has_value() const noexcept { return content_.index() == 0; }
  [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

  /// The opened response. Throws `error()` if there is none.
  [[nodiscard]] const DecryptedResponse& value() const& SNAPSEAL_LIFETIMEBOUND;
  [[nodiscard]] DecryptedResponse value() &&;
  [[nodiscard]] const DecryptedResponse& operator*() const& SNAPSEAL_LIFETIMEBOUND {
    return value();
  }
  [[nodiscard]] DecryptedResponse operator*() && { return std::move(*this).value(); }
  [[nodiscard]] const DecryptedResponse* operator->() const SNAPSEAL_LIFETIMEBOUND {
    return &value();
  }

  /// Why there is none. Throws `Errc::invalid_argument` if it was opened.
  [[nodiscard]] const Error& error() const SNAPSEAL_LIFETIMEBOUND;
  /// With `Errc::key_unwrapper_failed`, what the `KeyUnwrapper` threw; else null.
  [[nodiscard]] std::exception_ptr cause() const noexcept;

 private:
  struct Failure {
    Error error;
    std::exception_ptr cause;
  };
  std::variant<DecryptedResponse, Failure> content_;
};

/// Has a task run some time, on any thread: `[&pool](auto task) { pool.submit(std::move(task)); }`.
using Executor = std::function<void(std::function<void()> task)>;

struct BatchOptions {
  /// For each response.
  DecryptOptions decrypt = {};
  ParseOptions parse = {};
  /// How many responses are worked on at a time, at most; the calling thread works on one of them.
  /// 0: as many as the machine has processors (`std::thread::hardware_concurrency()`).
  std::size_t parallelism = 0;
  /// What runs the work beside the calling thread, in `parallelism` - 1 tasks at most. Without one,
  /// threads are started for the call and joined before it ends.
  Executor executor = nullptr;
};

/// Opens many responses, each as `decrypt_response` does: result i is that of text i. One that
/// fails, with whatever `Error`, leaves the others alone. A `KeyUnwrapper` that throws something
/// else gives `Errc::key_unwrapper_failed` in its place.
///
/// The calling thread works until no response is left to begin, and then waits for those begun
/// elsewhere. So the call comes to its end whatever the executor does: run tasks at once, much
/// later, from within its own tasks, or not at all. One that throws is given no more tasks, and
/// less is done at a time; likewise if the system gives no more threads. A task that is run or
/// destroyed after the call touches nothing of the caller's.
///
/// If memory runs out, `std::bad_alloc` is thrown when all work has stopped, and there are no
/// results.
[[nodiscard]] SNAPSEAL_API std::vector<DecryptResult> decrypt_responses(
    const KeyRing& keys, std::span<const std::string_view> texts, const BatchOptions& options = {});
[[nodiscard]] SNAPSEAL_API std::vector<DecryptResult> decrypt_responses(
    const KeyRing& keys, std::span<const std::string> texts, const BatchOptions& options = {});

}  // namespace snapseal
