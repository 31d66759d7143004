// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace snapseal::cli {

/// Call this before the library's functions for tokens. Where the program loads p11-kit only when
/// it is needed (p11_kit_late.cpp), this does so, or fails; else it does nothing.
void load_p11_kit();

}  // namespace snapseal::cli
