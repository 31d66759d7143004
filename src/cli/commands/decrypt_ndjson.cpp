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
#include "output/json_text.hpp"
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

void append_number(SecretText& json, std::string_view name, std::size_t number) {
  json.append(name);
  json.append(std::to_string(number));
}

void append_opened(SecretText& json, const DecryptedResponse& opened) {
  const std::string_view text = opened.text.expose();
  if (is_utf8(text)) {
    json.append(R"(,"plaintext":)");
    json.append_json(text);
  } else {
    json.append(R"(,"plaintext_base64":")");
    json.append_base64(text);
    json.append("\"");
  }
  json.append(R"(,"nonce_form":")");
  json.append(to_string(opened.nonce_form));
  json.append("\"");
  append_number(json, R"(,"key_index":)", opened.key_index);
}

// Every text in an error is the library's own and needs no escapes.
void append_error(SecretText& json, const Error& error) {
  json.append(R"(,"error":{"code":")");
  json.append(to_string(error.code()));
  json.append(R"(","field":")");
  json.append(error.field());
  json.append(R"(","message":")");
  json.append(error.message());
  json.append("\"");
  if (error.offset()) {
    append_number(json, R"(,"offset":)", *error.offset());
  }
  json.append("}");
}

/// Results as lines, written whole and in good time.
class Results {
 public:
  void add(std::size_t line, const DecryptResult& result) {
    append_number(json_, R"({"line":)", line);
    if (result) {
      append_opened(json_, result.value());
    } else {
      append_error(json_, result.error());
      ++failed_;
    }
    json_.append("}\n");
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
  SecretText json_;
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
