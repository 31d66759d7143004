// SPDX-License-Identifier: Apache-2.0
// A verified webhook comes from verify_webhook alone.
#include "example.hpp"

void use(std::span<const ConsumerKey> keys, std::string_view body, UnixTime now) {
#ifndef SNAPSEAL_WRONG
  const snapseal::VerifiedWebhook webhook = verify_webhook(keys, body, "", now);
#else
  const snapseal::VerifiedWebhook webhook;  // error: (private|protected)
#endif
  ignore(webhook, keys, body, now);
}
