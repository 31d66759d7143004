// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal.h>

#include <cstdint>
#include <snapseal/core/error.hpp>

namespace snapseal::c {

/// What can only go wrong at the border to C: a code of `snapseal.h` that is not an `Errc`.
struct Failure {
  std::int32_t code;
  Literal message;
  Literal field = "";
};

/// Sets the caller's error to "no error". Does nothing for a null pointer.
void clear(snapseal_error* error) noexcept;

/// The code for the exception that is handled now, which is also told in `error` unless that is
/// null. Call it inside `catch (...)` only.
[[nodiscard]] std::int32_t report_current_exception(snapseal_error* error) noexcept;

/// What every function of the C interface does: no exception leaves it.
template <typename Work>
[[nodiscard]] std::int32_t guarded(snapseal_error* error, const Work& work) noexcept {
  clear(error);
  try {
    work();
    return SNAPSEAL_OK;
  } catch (...) {
    return report_current_exception(error);
  }
}

}  // namespace snapseal::c
