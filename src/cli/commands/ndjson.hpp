// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>

#include "input/lines.hpp"
#include "output/json_writer.hpp"

/// What the commands with --ndjson share: a line in, a line of JSON out, in order.
namespace snapseal::cli {

/// What to call the lines: {"responses", "response", "opened"}.
struct LineKind {
  std::string_view lines;
  std::string_view line;
  std::string_view done;
};

/// Fails if the first line shows that the file as a whole is of another kind, so that no line can
/// be of this one. `read` is what refuses such a line, in words that fit.
void require_lines(const FileName& name, const Line& first, const LineKind& kind,
                   const std::function<void(std::string_view)>& read);

/// The member `id` of a line, as it stands there; empty if there is none, or if the line is not a
/// JSON object. It is the caller's own, and its result repeats it: a line keeps its id when a file
/// is split, its number it does not.
[[nodiscard]] std::string_view id_of(std::string_view line);

/// Results as lines, written whole and in good time.
class LineResults {
 public:
  using WriteMembers = std::function<void(JsonWriter&)>;

  void add(std::size_t line, std::string_view id, const WriteMembers& write_members);
  /// `field` is what the error is about if it does not say so.
  void add_error(std::size_t line, std::string_view id, const Error& error,
                 std::string_view field = "");
  void write();
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t failed() const { return failed_; }

  /// Throws `exit_some_failed` if some have.
  void require_all(const LineKind& kind, std::string hint = {}) const;

 private:
  void begin(std::size_t line, std::string_view id);
  void end();

  JsonWriter json_;
  std::size_t count_ = 0;
  std::size_t failed_ = 0;
};

/// A command whose work on a line is short. `work` reads the line's object, and gives what writes
/// its result; an error about a text that it throws without a field is about the member `body`.
/// Ends as `require_all` does.
void work_on_lines(const FileName& name, const LineKind& kind, std::size_t line_bytes_max,
                   bool quiet,
                   const std::function<LineResults::WriteMembers(const JsonObject&)>& work);

/// The member `body` of a line: the text in a string, or else the JSON that stands there; empty if
/// it is missing or null.
[[nodiscard]] std::string_view body_of(const JsonObject& line);

}  // namespace snapseal::cli
