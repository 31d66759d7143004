// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/signing/signature.hpp>
#include <string_view>

#include "core/secret_buffer.hpp"
#include "signing/writer.hpp"

namespace snapseal::signing {

/// A path and a query that can be signed. Throws what `canonical_content` does for them.
void check_target(const SignedContent& content, const Limits& limits);

/// Writes the text that is signed into `out`, which is empty, and throws what `canonical_content`
/// throws. Gives the body's canonical form, a view into `out`; empty if there is no body.
std::string_view write_signed_text(SecretBuffer& out, Writer& writer, const SignedContent& content,
                                   const Limits& limits);

}  // namespace snapseal::signing
