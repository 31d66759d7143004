// SPDX-License-Identifier: Apache-2.0
// Canonical JSON: printable ASCII, its own canonical form, of the same value, and signed alike by
// every way to sign.
#include <nlohmann/json.hpp>
#include <snapseal/explain/explain.hpp>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/signature.hpp>
#include <string>

#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;
using Json = nlohmann::json;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactBuffer exact(Input(data, size).rest());
  const std::string_view text = exact.view();
  Limits limits;
  limits.json_depth = 24;
  std::string canonical;
  const auto error = error_of([&] { canonical = canonical_json(text, limits); });
  if (error) {
    FUZZ_CHECK(group_of(*error) == 1 && (!error->offset() || *error->offset() <= size));
    return 0;
  }
  for (const char c : canonical) {
    FUZZ_CHECK(c >= ' ' && c <= '~');
  }
  FUZZ_CHECK(canonical_json(canonical, limits) == canonical);
  try {
    const Json value = Json::parse(text.begin(), text.end());
    FUZZ_CHECK(Json::parse(canonical) == value);
    // Without reals and escapes both write the same, but for integers that nlohmann/json cannot
    // hold.
    const std::string written = value.dump(-1, ' ', true);
    if (canonical.find_first_of(".eE\\") == std::string::npos &&
        written.find_first_of(".eE") == std::string::npos) {
      FUZZ_CHECK(written == canonical);
    }
  } catch (const Json::out_of_range&) {
    FUZZ_CHECK(canonical.size() > 300);  // only an integer so long is read here and not there
  }
  static const ConsumerKey key("key");
  const SignedContent content{"/path", "query=1", text};
  const std::string signed_text = canonical_content(content);
  FUZZ_CHECK(sign(key, content) == sign_canonical(key, signed_text));
  FUZZ_CHECK(verify(key, content, sign(key, content)));
  FUZZ_CHECK(canonical_content({"/path", "query=1", CanonicalJson(text)}) == signed_text);
  FUZZ_CHECK(explain_canonical(content, signed_text).matches);
  return 0;
}
