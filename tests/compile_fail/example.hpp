// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the cases next to this file take as given.
#include <iostream>
#include <snapseal/snapseal.hpp>

namespace api = snapseal::api;
using snapseal::ClientId;
using snapseal::ConsumerKey;
using snapseal::Partner;
using snapseal::PersonalAccess;
using snapseal::UnixTime;

template <typename... Unused>
void ignore(const Unused&... /*unused*/) {}
