// SPDX-License-Identifier: Apache-2.0
#pragma once

#if defined(__clang__)
/// The returned view or reference is valid as long as the object that it is taken from.
#define SNAPSEAL_LIFETIMEBOUND [[clang::lifetimebound]]
#else
#define SNAPSEAL_LIFETIMEBOUND
#endif
