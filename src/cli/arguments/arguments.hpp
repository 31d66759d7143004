// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace snapseal::cli {

/// Reads the command line and runs the command that it names. Throws a `Failure` or a library
/// error.
void run(int argc, char** argv);

}  // namespace snapseal::cli
