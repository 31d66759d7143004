// SPDX-License-Identifier: Apache-2.0
#include <snapseal/response/nonce_form.hpp>

namespace snapseal {

std::string_view to_string(NonceForm form) noexcept {
  return form == NonceForm::legacy15 ? "legacy15" : "rfc7253";
}

}  // namespace snapseal
