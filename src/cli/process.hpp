// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace snapseal::cli {

/// Once, before anything else: no core dumps, in which secrets would be; and what a signal would
/// tell of a reader that went away, or a file that may not grow, comes as an error of write().
void prepare_process();

/// Ends the program as every other whose reader went away ends: by SIGPIPE, without a word. A shell
/// has 141 for it.
[[noreturn]] void end_by_broken_pipe();

}  // namespace snapseal::cli
