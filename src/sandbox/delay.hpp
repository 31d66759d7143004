// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace sandbox {

/// A wait that ends early when the sandbox ends.
class Delay {
 public:
  void wait(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    ended_changed_.wait_for(lock, time, [this] { return ended_; });
  }
  void end() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    ended_changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable ended_changed_;
  bool ended_ = false;
};

}  // namespace sandbox
