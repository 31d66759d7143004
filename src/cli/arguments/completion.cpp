// SPDX-License-Identifier: Apache-2.0
#include "completion/completion.hpp"

#include "arguments/parts.hpp"

namespace snapseal::cli {

namespace {

struct CompletionOptions {
  std::string shell;
};

void complete(const CompletionOptions& options) {
  const CommandGrammar program = program_grammar();
  write_output(options.shell == "bash"  ? bash_completion(program)
               : options.shell == "zsh" ? zsh_completion(program)
                                        : fish_completion(program));
}

}  // namespace

void add_completion(CLI::App& program) {
  std::shared_ptr<CompletionOptions> options;
  CLI::App& command =
      add_command(program, "completion", "Print a script that completes commands in a shell",
                  complete, options);
  command.add_option("SHELL", options->shell, "bash, zsh or fish")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->type_name("")
      ->required();
  command.footer(R"(
Debian's package has these scripts in their places. Else put them where your shell looks:

Examples:
  mkdir -p ~/.local/share/bash-completion/completions ~/.zfunc ~/.config/fish/completions
  snapseal completion bash > ~/.local/share/bash-completion/completions/snapseal
  snapseal completion zsh > ~/.zfunc/_snapseal
  snapseal completion fish > ~/.config/fish/completions/snapseal.fish

zsh looks into ~/.zfunc if ~/.zshrc has: fpath+=(~/.zfunc); autoload -U compinit; compinit
)");
}

}  // namespace snapseal::cli
