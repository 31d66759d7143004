// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace snapseal::keys {

/// Operations that no two threads may share, and that cost too much to make for each call: those
/// that are idle are kept. Callable from many threads at once; the lock is not held during work.
template <typename Operation>
class IdlePool {
 public:
  /// One that was idle, or a null pointer: then make one.
  [[nodiscard]] std::unique_ptr<Operation> take() const {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) {
      return nullptr;
    }
    std::unique_ptr<Operation> operation = std::move(idle_.back());
    idle_.pop_back();
    return operation;
  }

  /// Call it with operations that another call may use, and with no others.
  void give_back(std::unique_ptr<Operation> operation) const noexcept {
    try {
      const std::lock_guard lock(mutex_);
      if (idle_.size() < idle_max) {
        idle_.push_back(std::move(operation));
      }
    } catch (...) {  // NOLINT(bugprone-empty-catch): it was only to be kept for the next call
    }
  }

 private:
  static constexpr std::size_t idle_max = 64;  // a burst of threads must not hold memory for ever

  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Operation>> idle_;
};

}  // namespace snapseal::keys
