// SPDX-License-Identifier: Apache-2.0
#include <botan/version.h>
#include <openssl/crypto.h>

#include "benchmarks.hpp"

int main(int argc, char** argv) {
  benchmark::AddCustomContext("compiler", SNAPSEAL_BENCH_COMPILER);
  benchmark::AddCustomContext("botan", Botan::short_version_cstr());
  benchmark::AddCustomContext("openssl", OpenSSL_version(OPENSSL_VERSION));
  benchmark::AddCustomContext("snapseal", SNAPSEAL_VERSION);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 2;
  }
  const bench::Inputs inputs = bench::make_inputs();
  bench::add_base64(inputs);
  bench::add_envelope(inputs);
  bench::add_keys(inputs);
  bench::add_oaep(inputs);
  bench::add_ocb(inputs);
  bench::add_response(inputs);
  bench::add_encrypt(inputs);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
