// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/ber_dec.h>
#include <botan/exceptn.h>

#include <cstdint>
#include <snapseal/core/error.hpp>
#include <span>
#include <utility>

#include "core/botan.hpp"

namespace snapseal::keys {

/// Reads a DER text that is one SEQUENCE: `fields` takes its elements from the decoder that it is
/// given. Throws `Errc::malformed_key` with the message `damaged` unless they are what `fields`
/// takes, and all that there is.
template <typename Fields>
void read_sequence(std::span<const std::uint8_t> der, Literal damaged, Fields&& fields) {
  try {
    Botan::BER_Decoder whole(der.data(), der.size());
    Botan::BER_Decoder sequence = botan::start_sequence(whole);
    std::forward<Fields>(fields)(sequence);
    sequence.verify_end();
    whole.verify_end();
  } catch (const Botan::Exception&) {
    throw Error(Errc::malformed_key, damaged);
  }
}

}  // namespace snapseal::keys
