// SPDX-License-Identifier: Apache-2.0
// decrypt --ndjson: a response a line in, a line of JSON out, in order, in memory that does not
// grow.
#include <algorithm>
#include <chrono>
#include <thread>

#include "commands/commands.hpp"
#include "failure.hpp"
#include "input/lines.hpp"
#include "input/responses.hpp"
#include "input/settings.hpp"
#include "output/characters.hpp"
#include "output/json_writer.hpp"
#include "output/progress.hpp"
#include "secrets/keys.hpp"
#include "secrets/secret_text.hpp"

namespace snapseal::cli {

namespace {

constexpr std::size_t write_bytes = std::size_t{64} * 1024;

/// How many lines are worked on before results are written: many, so that no thread is idle for
/// long at the end of a block; few where each takes its time, as on a token.
class BlockSize {
 public:
  explicit BlockSize(std::size_t threads) : least_(threads), lines_(threads) {}
  [[nodiscard]] std::size_t lines() const { return lines_; }
  void took(std::chrono::steady_clock::duration time) {
    constexpr std::size_t lines_max = 4096;
    if (time < std::chrono::milliseconds(50)) {
      lines_ = std::min(2 * lines_, std::max(lines_max, least_));
    } else if (time > std::chrono::milliseconds(200)) {
      lines_ = std::max(lines_ / 2, least_);
    }
  }

 private:
  std::size_t least_;
  std::size_t lines_;
};

void write_opened(JsonWriter& json, const DecryptedResponse& opened) {
  const std::string_view text = opened.text.expose();
  if (is_utf8(text)) {
    json.member("plaintext", text);
  } else {
    json.name("plaintext_base64").base64(text);
  }
  json.member("nonce_form", to_string(opened.nonce_form)).member("key_index", opened.key_index);
}

/// Results as lines, written whole and in good time.
class Results {
 public:
  void add(std::size_t line, const DecryptResult& result) {
    json_.open_object().member("line", line);
    if (result) {
      write_opened(json_, result.value());
    } else {
      write_error(json_.name("error"), result.error());
      ++failed_;
    }
    json_.close_object().end_line();
    ++count_;
    if (json_.size() >= write_bytes) {
      write();
    }
  }
  void write() {
    write_output(json_.view());
    json_.clear();
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t failed() const { return failed_; }

 private:
  JsonWriter json_;
  std::size_t count_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace

void decrypt_lines(const DecryptCommand& options) {
  const std::vector<PrivateKey> keys = KeyLoading(options.keys, options.passphrase_file).finish();
  const std::size_t threads = options.threads != 0
                                  ? options.threads
                                  : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  const BatchOptions batch{
      .decrypt = {.try_legacy_nonce = !options.no_legacy_nonce},
      .parse = {.skip_whitespace_in_base64 = options.skip_whitespace_in_base64},
      .parallelism = threads};
  if (threads > 1) {
    prefer_setting(botan_threads,
                   "none");  // each response has a thread; two would be in each other's way
  }
  LineReader reader(FileName(options.response, "RESPONSE"), "responses", Limits{}.response_bytes);
  Results results;
  bool has_whitespace = false;
  {
    Progress progress(options.quiet);
    BlockSize block(threads);
    for (auto lines = reader.read(block.lines()); !lines.empty();
         lines = reader.read(block.lines())) {
      if (results.count() == 0) {
        require_lines(reader.name(), lines.front());
      }
      const auto begin = std::chrono::steady_clock::now();
      std::vector<std::string_view> texts;
      texts.reserve(lines.size());
      for (const Line& line : lines) {
        texts.emplace_back(line.text);
      }
      const auto opened = decrypt_responses(keys, texts, batch);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        results.add(lines[i].number, opened[i]);
        has_whitespace =
            has_whitespace || (!opened[i] && !options.skip_whitespace_in_base64 &&
                               whitespace_is_all_that_is_wrong(opened[i].error(), lines[i].text));
      }
      results.write();
      block.took(std::chrono::steady_clock::now() - begin);
      progress.tell(results.count(), results.failed());
    }
  }
  if (results.failed() != 0) {
    throw Failure{exit_some_failed, "some_failed",
                  std::to_string(results.failed()) + " of " + std::to_string(results.count()) +
                      " responses could not be opened; their lines say why",
                  has_whitespace ? std::string(whitespace_hint) : std::string()};
  }
}

}  // namespace snapseal::cli
