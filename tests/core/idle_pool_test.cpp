// SPDX-License-Identifier: Apache-2.0
#include "core/idle_pool.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace snapseal;

namespace {

struct Counted {
  explicit Counted(std::atomic<int>& number) : alive(number) { ++alive; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  Counted(Counted&&) = delete;
  Counted& operator=(Counted&&) = delete;
  ~Counted() { --alive; }

  std::atomic<int>& alive;
  std::atomic<bool> in_use = false;
  int plain = 0;  // what ThreadSanitizer watches
};

}  // namespace

TEST_CASE("an object that was given back is taken again, once", "[core]") {
  std::atomic<int> alive = 0;
  IdlePool<Counted> pool;
  CHECK(pool.take() == nullptr);
  auto one = std::make_unique<Counted>(alive);
  auto two = std::make_unique<Counted>(alive);
  const Counted* const first = one.get();
  const Counted* const second = two.get();
  pool.give_back(std::move(one));
  pool.give_back(std::move(two));
  const auto a = pool.take();
  const auto b = pool.take();
  CHECK(a.get() == first);
  CHECK(b.get() == second);
  CHECK(pool.take() == nullptr);
  CHECK(alive == 2);
}

TEST_CASE("sixteen objects are kept idle and no more, and go with their pool", "[core]") {
  std::atomic<int> alive = 0;
  {
    IdlePool<Counted> pool;
    for (int i = 0; i < 20; ++i) {
      pool.give_back(std::make_unique<Counted>(alive));
    }
    CHECK(alive == 16);
    CHECK(IdlePool<Counted>::idle_max == 16);
    static_cast<void>(pool.take());
    CHECK(alive == 15);
    pool.give_back(std::make_unique<Counted>(alive));
    CHECK(alive == 16);
  }
  CHECK(alive == 0);
}

TEST_CASE("no two threads have one object, and what one wrote the next one sees", "[core]") {
  constexpr int threads_count = 20;
  constexpr int rounds = 2000;
  std::atomic<int> alive = 0;
  std::atomic<int> shared = 0;
  std::atomic<int> made = 0;
  IdlePool<Counted> pool;
  std::vector<std::thread> threads;
  threads.reserve(threads_count);
  for (int i = 0; i < threads_count; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < rounds; ++round) {
        auto object = pool.take();
        if (object == nullptr) {
          object = std::make_unique<Counted>(alive);
          ++made;
        }
        shared += object->in_use.exchange(true, std::memory_order_relaxed) ? 1 : 0;
        ++object->plain;
        object->in_use.store(false, std::memory_order_relaxed);
        pool.give_back(std::move(object));
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(shared == 0);
  CHECK(alive <= 16);
  CHECK(alive > 0);
  CHECK(made < threads_count * rounds);
}
