// SPDX-License-Identifier: Apache-2.0
#include <botan/version.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "benchmarks.hpp"
#include "gcrypt_peer.hpp"
#include "open_mode.hpp"

namespace {

/// Takes `--name=value` out of the arguments.
std::optional<std::string> take_option(int& argc, char** argv, std::string_view name) {
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]).starts_with(name)) {
      std::string value(argv[i] + name.size());
      std::rotate(argv + i, argv + i + 1, argv + argc);
      --argc;
      return value;
    }
  }
  return std::nullopt;
}

std::string join_names() {
  std::string names;
  for (const bench::Opener& opener : bench::openers()) {
    names += (names.empty() ? "" : " ") + opener.who;
  }
  return names;
}

void add_context() {
  benchmark::AddCustomContext("compiler", SNAPSEAL_BENCH_COMPILER);
  benchmark::AddCustomContext("botan", Botan::short_version_cstr());
  benchmark::AddCustomContext("openssl", OpenSSL_version(OPENSSL_VERSION));
  benchmark::AddCustomContext("libgcrypt", gcrypt_peer::version());
  benchmark::AddCustomContext("nlohmann_json", nlohmann::json::meta().at("version").at("string"));
  benchmark::AddCustomContext("snapseal", SNAPSEAL_VERSION);
  benchmark::AddCustomContext("openers", join_names());
}

}  // namespace

int main(int argc, char** argv) {
  const std::span<char* const> arguments(argv, static_cast<std::size_t>(argc));
  if (bench::is_open_mode(arguments)) {
    return bench::run_open_mode(arguments);
  }
  const auto folder = take_option(argc, argv, "--write-inputs=");
  add_context();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 2;
  }
  const bench::Inputs inputs = bench::make_inputs();
  if (folder) {
    bench::write_inputs(inputs, *folder);
  }
  bench::add_base64(inputs);
  bench::add_envelope(inputs);
  bench::add_keys(inputs);
  bench::add_oaep(inputs);
  bench::add_ocb(inputs);
  bench::add_response(inputs);
  bench::add_batch(inputs);
  bench::add_encrypt(inputs);
  bench::add_sign(inputs);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
