// SPDX-License-Identifier: Apache-2.0
// decrypt --ndjson: a response a line in, a line of JSON out, in order, in memory that does not
// grow.
#include <algorithm>
#include <chrono>
#include <thread>

#include "commands/commands.hpp"
#include "commands/ndjson.hpp"
#include "input/lines.hpp"
#include "input/responses.hpp"
#include "input/settings.hpp"
#include "output/characters.hpp"
#include "output/progress.hpp"
#include "secrets/keys.hpp"

namespace snapseal::cli {

namespace {

constexpr LineKind responses{"responses", "response", "opened"};

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
  LineReader reader(FileName(options.response, "RESPONSE"), responses.lines,
                    Limits{}.response_bytes);
  LineResults results;
  bool has_whitespace = false;
  {
    Progress progress(responses.lines, options.quiet);
    BlockSize block(threads);
    for (auto lines = reader.read(block.lines()); !lines.empty();
         lines = reader.read(block.lines())) {
      if (results.count() == 0) {
        require_lines(reader.name(), lines.front(), responses, [](std::string_view line) {
          static_cast<void>(EncryptedResponse::parse(line));
        });
      }
      const auto begin = std::chrono::steady_clock::now();
      std::vector<std::string_view> texts;
      texts.reserve(lines.size());
      for (const Line& line : lines) {
        texts.push_back(line.text.view());
      }
      const auto opened = decrypt_responses(keys, texts, batch);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view id = id_of(texts[i]);
        if (opened[i]) {
          results.add(lines[i].number, id,
                      [&](JsonWriter& json) { write_opened(json, opened[i].value()); });
          continue;
        }
        results.add_error(lines[i].number, id, opened[i].error());
        has_whitespace =
            has_whitespace || (!options.skip_whitespace_in_base64 &&
                               whitespace_is_all_that_is_wrong(opened[i].error(), texts[i]));
      }
      results.write();
      block.took(std::chrono::steady_clock::now() - begin);
      progress.tell(results.count(), results.failed());
    }
  }
  results.require_all(responses, has_whitespace ? std::string(whitespace_hint) : std::string());
}

}  // namespace snapseal::cli
