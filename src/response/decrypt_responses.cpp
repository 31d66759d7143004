// SPDX-License-Identifier: Apache-2.0
#include <snapseal/response/decrypt_responses.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

namespace snapseal {

const DecryptedResponse& DecryptResult::value() const& {
  if (!has_value()) {
    throw Error(error());
  }
  return std::get<DecryptedResponse>(content_);
}

DecryptedResponse DecryptResult::value() && {
  if (!has_value()) {
    throw Error(error());
  }
  return std::get<DecryptedResponse>(std::move(content_));
}

const Error& DecryptResult::error() const {
  if (has_value()) {
    throw Error(Errc::invalid_argument, "the response was opened, and there is no error");
  }
  return std::get<Failure>(content_).error;
}

std::exception_ptr DecryptResult::cause() const noexcept {
  const auto* failure = std::get_if<Failure>(&content_);
  return failure == nullptr ? nullptr : failure->cause;
}

namespace {

/// What the caller and its helpers share. A helper may begin, or be destroyed, long after the call,
/// when what was the caller's is gone: then there is no index left to take, and nothing to touch.
class Batch {
 public:
  Batch(const KeyRing& keys, std::span<const std::string_view> texts, const BatchOptions& options)
      : keys_(keys), texts_(texts), options_(options), results_(texts.size()) {}

  /// What a helper does.
  void help() noexcept {
    enter();
    work();
    leave();
  }

  /// Opens responses that nobody has begun until there are none.
  void work() noexcept {
    try {
      for (std::size_t i = next_++; i < texts_.size() && !stopped_; i = next_++) {
        results_[i].emplace(open(texts_[i]));
      }
    } catch (...) {
      stop(std::current_exception());
    }
  }

  /// After `work`: waits for those who have begun.
  void wait() noexcept {
    std::unique_lock lock(mutex_);
    all_left_.wait(lock, [this] { return inside_ == 0; });
  }

  /// After `wait`.
  [[nodiscard]] std::vector<DecryptResult> take_results() {
    // Out of here, where a task that somebody keeps would keep them too.
    std::vector<std::optional<DecryptResult>> opened = std::move(results_);
    if (failure_) {
      std::rethrow_exception(failure_);
    }
    std::vector<DecryptResult> results;
    results.reserve(opened.size());
    for (std::optional<DecryptResult>& result : opened) {
      results.push_back(std::move(*result));
    }
    return results;
  }

 private:
  [[nodiscard]] DecryptResult open(std::string_view text) const {
    try {
      return decrypt_response(keys_, text, options_.decrypt, options_.parse);
    } catch (const Error& error) {
      return DecryptResult(error);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (...) {
      return DecryptResult(Error(Errc::key_unwrapper_failed,
                                 "the KeyUnwrapper threw something that is not a snapseal::Error"),
                           std::current_exception());
    }
  }

  void enter() noexcept {
    const std::lock_guard lock(mutex_);
    ++inside_;
  }
  void leave() noexcept {
    const std::lock_guard lock(mutex_);
    --inside_;
    // Notify under the lock: the waiter may destroy the batch as soon as it wakes.
    all_left_.notify_one();
  }
  void stop(std::exception_ptr failure) noexcept {
    stopped_ = true;
    const std::lock_guard lock(mutex_);
    if (!failure_) {
      failure_ = std::move(failure);
    }
  }

  KeyRing keys_;
  std::span<const std::string_view> texts_;
  const BatchOptions& options_;
  std::vector<std::optional<DecryptResult>> results_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> stopped_ = false;

  std::mutex mutex_;
  std::condition_variable all_left_;
  std::size_t inside_ = 0;
  std::exception_ptr failure_;
};

/// How many beside the calling thread.
std::size_t helpers_for(std::size_t texts, const BatchOptions& options) {
  const std::size_t wanted = options.parallelism != 0
                                 ? options.parallelism
                                 : std::thread::hardware_concurrency();  // 0 where it is not known
  return std::max<std::size_t>(1, std::min(wanted, texts)) - 1;
}

void run(const std::shared_ptr<Batch>& batch, std::size_t helpers,
         const Executor& executor) noexcept {
  try {
    for (std::size_t i = 0; i < helpers; ++i) {
      executor([batch] { batch->help(); });
    }
  } catch (...) {  // NOLINT(bugprone-empty-catch): a refusal; the work is done all the same
  }
  batch->work();
  batch->wait();
}

void run_on_threads(const std::shared_ptr<Batch>& batch, std::size_t helpers) {
  std::vector<std::thread> threads;
  run(batch, helpers,
      [&threads](std::function<void()> task) { threads.emplace_back(std::move(task)); });
  for (std::thread& thread : threads) {
    thread.join();
  }
}

}  // namespace

std::vector<DecryptResult> decrypt_responses(const KeyRing& keys,
                                             std::span<const std::string_view> texts,
                                             const BatchOptions& options) {
  const auto batch = std::make_shared<Batch>(keys, texts, options);
  const std::size_t helpers = helpers_for(texts.size(), options);
  if (options.executor) {
    run(batch, helpers, options.executor);
  } else {
    run_on_threads(batch, helpers);
  }
  return batch->take_results();
}

std::vector<DecryptResult> decrypt_responses(const KeyRing& keys,
                                             std::span<const std::string> texts,
                                             const BatchOptions& options) {
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  return decrypt_responses(keys, std::span<const std::string_view>(views), options);
}

}  // namespace snapseal
