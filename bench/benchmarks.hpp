// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "inputs.hpp"
#include "opener.hpp"

namespace bench {

/// One function per layer: proves what it is about to measure, then registers it. `inputs` must
/// outlive the run. A name is "layer/case/who", or "layer/case/case/who".
void add_base64(const Inputs& inputs);
void add_batch(const Inputs& inputs);
void add_encrypt(const Inputs& inputs);
void add_envelope(const Inputs& inputs);
void add_keys(const Inputs& inputs);
void add_oaep(const Inputs& inputs);
void add_ocb(const Inputs& inputs);
void add_response(const Inputs& inputs);
void add_sign(const Inputs& inputs);

/// Registers `work`, whose result must hold before it is worth any timing: else the program ends.
/// It does `operations` at a time.
template <typename Work, typename Holds>
auto* add(const std::string& name, Work work, Holds holds, std::int64_t operations = 1) {
  if (!holds(work())) {
    std::cerr << "snapseal_bench: " << name << " gives a wrong result\n";
    std::exit(1);
  }
  const auto run = [work = std::move(work), operations](benchmark::State& state) {
    for (auto _ : state) {
      auto result = work();
      benchmark::DoNotOptimize(&result);
      benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * operations);
  };
  // Wall time: Botan has worker threads of its own, which CPU time does not see.
  return benchmark::RegisterBenchmark(name.c_str(), run)->UseRealTime();
}

/// Whether a result is these bytes.
[[nodiscard]] inline auto is_bytes(std::span<const std::uint8_t> expected) {
  return [expected](const auto& bytes) { return std::ranges::equal(bytes, expected); };
}

/// Whether a result is this text.
[[nodiscard]] inline auto is_text(std::string_view expected) {
  return [expected](std::string_view text) { return text == expected; };
}

/// Whether a result of snapseal is this plaintext.
[[nodiscard]] inline auto is_opened(std::string_view expected) {
  return [expected](const snapseal::DecryptedResponse& opened) {
    return opened.text.expose() == expected;
  };
}

}  // namespace bench
