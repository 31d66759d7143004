// SPDX-License-Identifier: Apache-2.0
// The snapseal program. Rules of the house: results go to standard output, and only when the whole
// job is done; everything for people goes to standard error after "snapseal: "; secrets come from
// files or the terminal, never from the command line.
#include <new>
#include <snapseal/core/error.hpp>

#include "arguments/arguments.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "input/settings.hpp"
#include "process.hpp"

#if defined(__GNUC__)
// The library makes Botan's pool of locked memory before main (priority 101, and after this in the
// order of linking). It locks its default of 512 KiB page by page, which takes longer than a
// decryption, and it holds no block above 256 bytes: the numbers of a key need a few pages.
[[gnu::constructor(101)]] static void choose_locked_memory() {
  snapseal::cli::prefer_setting("BOTAN_MLOCK_POOL_SIZE", "32");  // KiB
}
#endif

int main(int argc, char** argv) {
  using namespace snapseal::cli;
  prepare_process();
  open_standard_streams();
  try {
    run(argc, argv);
    return exit_done;
  } catch (const ReaderGone&) {
    end_by_broken_pipe();
  } catch (const Failure& failure) {
    return report(failure);
  } catch (const snapseal::Error& error) {
    return report(to_failure(error));
  } catch (const std::bad_alloc&) {
    return report({exit_system, "out_of_memory", "not enough memory", {}});
  } catch (const std::exception&) {
    // Not what(): a library's text might quote input.
    return report({exit_system, "internal_error", "an error that should not happen", {}});
  }
}
