// SPDX-License-Identifier: Apache-2.0
// The snapseal program. Rules of the house: results go to standard output, and only when the whole
// job is done; everything for people goes to standard error behind "snapseal: "; secrets come from
// files or the terminal, never from the command line.
#include <csignal>
#include <new>
#include <snapseal/version.hpp>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"

namespace snapseal::cli {

namespace {

constexpr const char* footer = R"(
Exit status:
  0  done
  2  the command line is wrong
  3  the input is malformed
  4  the key cannot be used: not readable, not supported, passphrase needed or wrong
  5  the response cannot be decrypted
  6  a file or the system is in trouble

Example:
  snapseal keygen --out me.pem
  snapseal decrypt --key me.pem response.json
)";

int run(int argc, char** argv) {
  CLI::App program("Opens the encrypted responses of SnapTrade's API on your own device.",
                   "snapseal");
  program.set_version_flag("--version", "snapseal " SNAPSEAL_VERSION, "Print the version");
  program.set_help_flag("-h,--help", "Print this help");
  program.require_subcommand(0, 1);  // none is told below, in better words than CLI11's
  program.footer(footer);
  add_decrypt(program);
  add_encrypt(program);
  add_keygen(program);
  add_pubkey(program);
  add_inspect(program);

  try {
    program.parse(argc, argv);
    if (program.get_subcommands().empty()) {
      throw usage_failure("a command is needed", "snapseal --help");
    }
    return exit_done;
  } catch (const CLI::CallForVersion& version) {
    write_output(std::string(version.what()) + "\n");
    return exit_done;
  } catch (const CLI::Success&) {
    const auto chosen = program.get_subcommands();
    write_output(chosen.empty() ? program.help() : chosen.front()->help(program.get_name()));
    return exit_done;
  } catch (const CLI::ParseError& error) {
    const auto chosen = program.get_subcommands();
    const std::string command = chosen.empty() ? "" : " " + chosen.front()->get_name();
    throw usage_failure(error.what(), "snapseal" + command + " --help");
  }
}

}  // namespace

}  // namespace snapseal::cli

int main(int argc, char** argv) {
  using namespace snapseal::cli;
  static_cast<void>(
      std::signal(SIGPIPE, SIG_IGN));  // a reader that went away is an error to report, not a death
  open_standard_streams();
  try {
    return run(argc, argv);
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
