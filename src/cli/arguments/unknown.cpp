// SPDX-License-Identifier: Apache-2.0
// What to say if the command line is wrong. A word that nobody knows goes first: it is most often
// the reason for all else, such as an option that is missing because its name is misspelt.
#include <algorithm>

#include "arguments/nearest.hpp"
#include "arguments/parts.hpp"
#include "arguments/shown_word.hpp"
#include "ascii.hpp"

namespace snapseal::cli {

namespace {

/// A word that nobody knows, and the command that was given it.
struct UnknownWord {
  std::string word;
  bool is_option = false;
  const CLI::App* command = nullptr;
  std::string command_name;  ///< "snapseal key"
};

/// Parents are asked first: their words come first.
std::optional<UnknownWord> find_unknown(const CLI::App& program) {
  std::string name = program.get_name();
  for (const CLI::App* command = &program;;) {
    bool only_positionals = false;
    for (const std::string& word : command->remaining(false)) {
      if (word == "--") {
        only_positionals = true;
        continue;
      }
      const bool is_option = !only_positionals && word.size() > 1 && word.front() == '-';
      return UnknownWord{word, is_option, command, name};
    }
    const auto chosen = subcommands_of(*command);
    const auto next = std::find_if(chosen.begin(), chosen.end(),
                                   [](const CLI::App* subcommand) { return subcommand->parsed(); });
    if (next == chosen.end()) {
      return std::nullopt;
    }
    command = *next;
    name += " " + command->get_name();
  }
}

bool stands_in(std::span<const std::string> words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What to call a word that may be a secret. CLI11 makes a word of what stands after a short flag:
/// "-x" of "-qx".
std::string place_of(const std::string& word, std::span<const std::string> words) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const std::string& whole) {
    const bool is_rest = word.starts_with('-') && whole.starts_with('-') &&
                         whole.size() > word.size() && whole.ends_with(word.substr(1));
    return whole == word || (is_rest && !stands_in(words, word));
  });
  return found == words.end()
             ? "[not repeated here]"
             : "[word " + std::to_string(found - words.begin() + 1) + ", not repeated here]";
}

template <typename Tell>
void for_each_option(const CLI::App& command, Tell&& tell) {
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      tell("--" + name);
    }
    for (const std::string& name : option->get_snames()) {
      tell("-" + name);
    }
  }
}

bool knows(const CLI::App& command, std::string_view option) {
  bool known = false;
  for_each_option(command, [&](const std::string& name) { known = known || name == option; });
  return known;
}

bool a_subcommand_knows(const CLI::App& command, std::string_view option) {
  const auto subcommands = subcommands_of(command);
  return std::any_of(subcommands.begin(), subcommands.end(), [option](const CLI::App* subcommand) {
    return knows(*subcommand, option) || a_subcommand_knows(*subcommand, option);
  });
}

/// By letters, also if one hyphen is missing ("-key"), or both ("ndjson").
std::string nearest_option(const CLI::App& command, std::string_view word) {
  constexpr std::size_t long_name_bytes_min = 3;
  Nearest nearest;
  for (const std::string_view name : options_meant_by(word.substr(0, 2))) {
    nearest.offer(std::string(name), knows(command, name) ? 0 : too_far);
  }
  const std::string_view letters = word.substr(std::min(word.find_first_not_of('-'), word.size()));
  for_each_option(command, [&](const std::string& name) {
    const bool is_long = name.starts_with("--");
    if (is_long && (letters.size() >= long_name_bytes_min || word.starts_with("--"))) {
      nearest.offer(name, distance(letters, std::string_view(name).substr(2)));
    } else if (!is_long && word.starts_with('-') && !word.starts_with("--")) {
      // Another case of the letter: of two different letters none is near.
      nearest.offer(name, distance(word.substr(0, 2), name) == 0 ? 0 : too_far);
    }
  });
  return nearest.question();
}

std::string without_gaps(std::string_view name) {
  std::string text(name);
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '-'; }),
             text.end());
  return text;
}

/// Offers the commands below `command`. `before` is what the words before the unknown one say,
/// "snapseal key": with it, "key generate" is near to "keygen".
void offer_commands(Nearest& nearest, const CLI::App& command, const std::string& name,
                    const std::string& before, const std::string& word) {
  constexpr std::size_t part_bytes_min = 3;
  for (const CLI::App* subcommand : subcommands_of(command)) {
    const std::string full_name = name + " " + subcommand->get_name();
    const std::size_t by_last_word = distance(word, subcommand->get_name());
    const bool is_here = name == before;
    nearest.offer(full_name, is_here || by_last_word == 0 ? by_last_word : too_far);
    if (is_here && word.size() >= part_bytes_min &&
        subcommand->get_name().find(word) != std::string::npos) {
      nearest.offer(full_name, 2);
    }
    if (subcommands_of(*subcommand).empty() && full_name.size() > before.size()) {
      const std::size_t together = distance(without_gaps(before + word), without_gaps(full_name));
      nearest.offer(full_name, together <= 1 ? 2 + together : too_far);  // after what is here
    }
    offer_commands(nearest, *subcommand, full_name, before, word);
  }
}

std::string joined(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + " " + second;
}

Failure unknown_option(const UnknownWord& unknown, std::span<const std::string> words) {
  const std::string place = place_of(unknown.word, words);
  // After a short flag, a name is one letter: "--secret" of "-q-secret" is not a name.
  const bool may_be_name = !unknown.word.starts_with("--") || stands_in(words, unknown.word);
  const std::string_view name = may_be_name ? shown_option(unknown.word) : std::string_view();
  const std::string said = name.empty() ? place : std::string(name);
  const std::string help = unknown.command_name + " --help";
  if (!name.empty() && a_subcommand_knows(*unknown.command, name)) {
    return usage_failure(said + " is an option of a command: write it after the command's name",
                         help);
  }
  if (const std::string_view instead = instead_of_option(unknown.command_name, name);
      !instead.empty()) {
    return usage_failure(unknown.command_name + " has no option " + said, std::string(instead));
  }
  // All of a word with one hyphen: "-key" is near to "--key".
  const std::string_view written = name.starts_with("--") ? name : std::string_view(unknown.word);
  const std::string nearest = name.empty() ? "" : nearest_option(*unknown.command, written);
  return usage_failure(unknown.command_name + " has no option " + said, joined(nearest, help));
}

Failure unknown_positional(const UnknownWord& unknown, const std::string& place) {
  const std::string said = may_show_name(unknown.word) ? unknown.word : place;
  const bool is_like_option = unknown.word.find('.') == std::string::npos;
  const auto options = unknown.command->get_options();
  const bool takes_some =
      std::any_of(options.begin(), options.end(),
                  [](const CLI::Option* option) { return option->get_positional(); });
  std::string hint = is_like_option ? nearest_option(*unknown.command, unknown.word) : "";
  if (takes_some && !is_like_option && hint.empty() && knows(*unknown.command, "--out")) {
    hint = "a file to write to is named with --out FILE";
  }
  return usage_failure(unknown.command_name +
                           (takes_some ? " takes no further word: " : " takes options only: ") +
                           said,
                       joined(hint.empty() ? hint : hint + (hint.ends_with('?') ? "" : ";"),
                              unknown.command_name + " --help"));
}

/// A word of the command line, and the values that it may be read as: "--format=x" has "x", "-fx"
/// too.
std::vector<std::string> values_in(const std::string& word) {
  std::vector<std::string> values{word};
  if (const std::size_t equals = word.find('='); word.starts_with("--") && equals < word.size()) {
    values.push_back(word.substr(equals + 1));
  }
  if (word.starts_with('-') && word.size() > 2) {
    values.push_back(word.substr(2));
  }
  return values;
}

/// A message of CLI11's without what the command line says: a value can be a secret.
std::string without_values(std::string message, std::span<const std::string> words) {
  std::vector<std::string> hidden;
  for (const std::string& word : words) {
    for (std::string& value : values_in(word)) {
      const bool is_number = value.find_first_not_of(
                                 "0123456789", value.starts_with('-') ? 1 : 0) == std::string::npos;
      const bool is_option = !shown_option(value).empty() && shown_option(value) == value &&
                             message.starts_with(value + ":");
      if (!value.empty() && !is_number && !is_option && !may_show_word(value)) {
        hidden.push_back(lower(value));
      }
    }
  }
  // The longest first: a shorter one may be a part of it. In any case, as validators change it.
  std::sort(hidden.begin(), hidden.end(),
            [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  for (const std::string& value : hidden) {
    for (std::size_t at = lower(message).find(value); at != std::string::npos;
         at = lower(message).find(value)) {
      message.replace(at, value.size(), "...");
    }
  }
  return message.substr(0, message.find('='));
}

/// The error's own words, without values.
std::string message_of(const CLI::ParseError& error, std::span<const std::string> words) {
  std::string message = error.what();
  if (error.get_name() == "RequiredError") {
    return message;  // it names options only
  }
  // "--option: what is wrong": a value, however short, is not looked for in the option's name, and
  // not in the words of our own checks.
  const std::string name = message.substr(0, message.find(": "));
  if (name != message && shown_option(name) == name) {
    const std::string rest = message.substr(name.size());
    return name + (rest.starts_with(": must be ") ? rest : without_values(rest, words));
  }
  return without_values(std::move(message), words);
}

}  // namespace

std::vector<const CLI::App*> subcommands_of(const CLI::App& command) {
  return command.get_subcommands([](const CLI::App*) { return true; });
}

const CLI::App* find_subcommand(const CLI::App& command, std::string_view name) {
  const auto subcommands = subcommands_of(command);
  const auto found = std::find_if(subcommands.begin(), subcommands.end(),
                                  [name](const CLI::App* one) { return one->get_name() == name; });
  return found == subcommands.end() ? nullptr : *found;
}

Failure unknown_command(const std::string& command_name, const std::string& word,
                        std::span<const std::string> words) {
  const std::string_view meant = command_meant_by(word);
  const std::string said = !meant.empty() || may_show_word(word) ? word : place_of(word, words);
  const auto program = make_program({});
  Nearest nearest;
  if (!meant.empty()) {
    const bool is_operation = command_name != program->get_name();
    return usage_failure(command_name + " has no command " + said,
                         "did you mean " + (is_operation ? command_name : program->get_name()) +
                             " " + std::string(meant) + "?");
  }
  offer_commands(nearest, *program, program->get_name(), command_name, word);
  return usage_failure(command_name + " has no command " + said,
                       joined(nearest.question(), command_name + " --help"));
}

Failure explain_usage(const CLI::App& program, const CLI::ParseError& error,
                      std::span<const std::string> words) {
  const auto unknown = find_unknown(program);
  if (!unknown) {
    const CLI::App* command = &program;
    std::string command_name = program.get_name();
    for (auto chosen = program.get_subcommands(); !chosen.empty();
         chosen = chosen.front()->get_subcommands()) {
      command = chosen.front();
      command_name += " " + command->get_name();
    }
    if (!subcommands_of(*command).empty()) {
      return usage_failure(command_name + " needs a command after it", command_name + " --help");
    }
    const std::string mismatch = mismatch_message(*command, error, words);
    return usage_failure(mismatch.empty() ? message_of(error, words) : mismatch,
                         command_name + " --help");
  }
  if (!unknown->is_option && !subcommands_of(*unknown->command).empty()) {
    return unknown_command(unknown->command_name, unknown->word, words);
  }
  Failure failure = unknown->is_option
                        ? unknown_option(*unknown, words)
                        : unknown_positional(*unknown, place_of(unknown->word, words));
  // What is missing may be what the unknown word was meant to be.
  const std::string missing = error.what();
  const bool is_option =
      error.get_name() == "RequiredError" && missing.starts_with('-') &&
      instead_of_option(unknown->command_name, shown_option(unknown->word)).empty();
  if (is_option && subcommands_of(*unknown->command).empty() &&
      failure.hint.find(missing.substr(0, missing.find(' '))) == std::string::npos) {
    // "decrypt me.pem response.json"
    const bool is_key = !unknown->is_option && missing.starts_with("--key ");
    failure.hint =
        missing + (is_key ? ": a key is named with --key KEY; " + unknown->command_name + " --help"
                          : "; " + failure.hint);
  }
  return failure;
}

}  // namespace snapseal::cli
