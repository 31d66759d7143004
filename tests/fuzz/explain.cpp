// SPDX-License-Identifier: Apache-2.0
// The explanation of a signature: right where the signature is, wrong where it is not, and never
// lost. The input: path, query, body, signature and key, a NUL between each.
#include <algorithm>
#include <snapseal/explain/explain.hpp>
#include <snapseal/signing/signature.hpp>
#include <string>

#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;

namespace {

void explain(const SignedContent& content, std::string_view given, const ConsumerKey& key) {
  const SignatureExplanation told = explain_signature(key, content, given);
  FUZZ_CHECK(told.canonical.expose() == canonical_content(content));
  FUZZ_CHECK(told.matches == verify(key, content, given));
  const SignatureExplanation right = explain_signature(key, content, sign(key, content));
  FUZZ_CHECK(right.matches && right.deviations.empty());
  const SignatureExplanation foreign = explain_canonical(content, given);
  FUZZ_CHECK(foreign.matches == (foreign.canonical.expose() == given));
  FUZZ_CHECK(foreign.matches ||
             (foreign.first_difference &&
              *foreign.first_difference <= std::min(foreign.canonical.size(), given.size())));
  static_cast<void>(key.warnings());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::string path(input.part());
  const std::string query(input.part());
  const ExactBuffer body(input.part());
  const std::string signature(input.part());
  const std::string key(input.part());
  static_cast<void>(error_of([&] {
    explain({path, query, body.view()}, signature, ConsumerKey(key.empty() ? "key" : key));
  }));
  return 0;
}
