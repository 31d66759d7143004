// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>

namespace snapseal {

/// Keeps objects that are costly to make and that no two threads may use at once, while nobody uses
/// them. Callable from many threads at once, without locks. A thread finds what it gave back last,
/// unless another took it: so threads that work side by side do not meet in one cache line.
template <typename T>
class IdlePool {
 public:
  /// More are not kept, so that a burst of threads does not hold memory for ever.
  static constexpr std::size_t idle_max = 16;

  IdlePool() = default;
  IdlePool(const IdlePool&) = delete;
  IdlePool& operator=(const IdlePool&) = delete;
  IdlePool(IdlePool&&) = delete;
  IdlePool& operator=(IdlePool&&) = delete;
  ~IdlePool() {
    for (Slot& slot : slots_) {
      std::unique_ptr<T>(slot.idle.load(std::memory_order_acquire)).reset();
    }
  }

  /// One that is idle, the caller's alone from now on; null if there is none.
  [[nodiscard]] std::unique_ptr<T> take() noexcept {
    const std::size_t home = home_slot();
    for (std::size_t i = 0; i < idle_max; ++i) {
      std::atomic<T*>& idle = slots_[(home + i) % idle_max].idle;
      if (idle.load(std::memory_order_relaxed) != nullptr) {
        if (T* const taken = idle.exchange(nullptr, std::memory_order_acquire)) {
          return std::unique_ptr<T>(taken);
        }
      }
    }
    return nullptr;
  }

  /// Only what the next caller may use as it is. Destroyed if enough are idle.
  void give_back(std::unique_ptr<T> object) noexcept {
    const std::size_t home = home_slot();
    for (std::size_t i = 0; i < idle_max; ++i) {
      T* none = nullptr;
      if (slots_[(home + i) % idle_max].idle.compare_exchange_strong(
              none, object.get(), std::memory_order_release, std::memory_order_relaxed)) {
        static_cast<void>(object.release());
        return;
      }
    }
  }

  /// `work` with an idle object, or with what `make` gives. One whose work throws is destroyed, not
  /// given back: its state is not known.
  template <typename Make, typename Work>
  auto use(Make&& make, Work&& work) {
    std::unique_ptr<T> object = take();
    if (object == nullptr) {
      object = std::forward<Make>(make)();
    }
    auto result = std::forward<Work>(work)(*object);
    give_back(std::move(object));
    return result;
  }

 private:
  static constexpr std::size_t cache_line_bytes = 64;
  struct alignas(cache_line_bytes) Slot {
    std::atomic<T*> idle = nullptr;
  };

  static std::size_t home_slot() noexcept {
    return std::hash<std::thread::id>{}(std::this_thread::get_id()) % idle_max;
  }

  std::array<Slot, idle_max> slots_{};
};

}  // namespace snapseal
