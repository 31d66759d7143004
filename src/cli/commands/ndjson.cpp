// SPDX-License-Identifier: Apache-2.0
#include "commands/ndjson.hpp"

#include "ascii.hpp"
#include "failure.hpp"
#include "output/progress.hpp"

namespace snapseal::cli {

namespace {

constexpr std::size_t write_bytes = std::size_t{64} * 1024;

bool contains_end_of_page(std::string_view line) {
  return line.find("</html>") != std::string_view::npos ||
         line.find("</HTML>") != std::string_view::npos ||
         line.find("</body>") != std::string_view::npos;
}

/// Lines that begin what goes on in the next line, or a file whose line feeds are not those of
/// ASCII. A whole HTML page on one line may be one bad answer among others.
bool begins_another_kind(std::string_view line) {
  return line.starts_with("-----BEGIN ") || line.starts_with("HTTP/") ||
         line.starts_with("\xff\xfe") || line.starts_with("\xfe\xff") ||
         line.starts_with("\x1f\x8b") ||
         (line.size() > 1 && (line[0] == '\0' || line[1] == '\0')) ||
         (line.starts_with('<') && !contains_end_of_page(line));
}

/// A body may be as deep as without the line's object around it.
Limits line_limits() {
  Limits limits;
  ++limits.json_depth;
  return limits;
}

}  // namespace

void require_lines(const FileName& name, const Line& first, const LineKind& kind,
                   const std::function<void(std::string_view)>& read) {
  const std::string_view line = without_line_whitespace_around(first.text.view());
  const bool is_array = line.starts_with('[');
  if ((is_array || line.starts_with('{')) && (line.size() == 1 || line.ends_with(','))) {
    std::string file;
    if (!name.is_standard_stream()) {
      file.append(" ").append(quoted_for_shell(name.path()));
    }
    throw Failure{exit_malformed_input, std::string(to_string(Errc::malformed_json)),
                  name.shown() + ": the first line begins a JSON text that goes on in the next",
                  "--ndjson wants each " + std::string(kind.line) +
                      " on a line of its own, as jq -c " + std::string(is_array ? "'.[]'" : ".") +
                      file + " writes it"};
  }
  if (begins_another_kind(line)) {
    naming_file(name.shown(), [&] { read(first.text.view()); });
  }
}

std::string_view id_of(std::string_view line) {
  try {
    return JsonObject(line, line_limits()).json("id").value_or("");
  } catch (const Error&) {
    return {};  // whoever reads the line says what is wrong with it
  }
}

std::string_view body_of(const JsonObject& line) {
  if (const auto text = line.string("body")) {
    return *text;
  }
  const std::string_view json = line.json("body").value_or("null");
  return json == "null" ? std::string_view() : json;
}

void LineResults::begin(std::size_t line, std::string_view id) {
  json_.open_object().member("line", line);
  if (!id.empty()) {
    json_.name("id").json(id);
  }
}

void LineResults::end() {
  json_.close_object().end_line();
  ++count_;
  if (json_.size() >= write_bytes) {
    write();
  }
}

void LineResults::add(std::size_t line, std::string_view id, const WriteMembers& write_members) {
  begin(line, id);
  write_members(json_);
  end();
}

void LineResults::add_error(std::size_t line, std::string_view id, const Error& error,
                            std::string_view field) {
  begin(line, id);
  write_error(json_.name("error"), error, field);
  ++failed_;
  end();
}

void LineResults::write() {
  write_output(json_.view());
  json_.clear();
}

void LineResults::require_all(const LineKind& kind, std::string hint) const {
  if (failed_ != 0) {
    throw Failure{exit_some_failed, "some_failed",
                  std::to_string(failed_) + " of " + std::to_string(count_) + " " +
                      std::string(kind.lines) + " could not be " + std::string(kind.done) +
                      "; their lines say why",
                  std::move(hint)};
  }
}

void work_on_lines(const FileName& name, const LineKind& kind, std::size_t line_bytes_max,
                   bool quiet,
                   const std::function<LineResults::WriteMembers(const JsonObject&)>& work) {
  constexpr std::size_t lines_max = 4096;
  LineReader reader(name, kind.lines, line_bytes_max);
  LineResults results;
  {
    Progress progress(kind.lines, quiet);
    for (auto lines = reader.read(lines_max); !lines.empty(); lines = reader.read(lines_max)) {
      if (results.count() == 0) {
        require_lines(name, lines.front(), kind,
                      [](std::string_view line) { static_cast<void>(canonical_json(line)); });
      }
      for (const Line& line : lines) {
        std::optional<JsonObject> object;
        std::string_view id;
        try {
          if (line.text.size() > line_bytes_max) {
            throw Error(Errc::input_too_large, "the line is too long");
          }
          object.emplace(line.text.view(), line_limits());
          id = object->json("id").value_or("");
          results.add(line.number, id, work(*object));
        } catch (const Error& error) {
          results.add_error(line.number, id, error, object && is_about_input(error) ? "body" : "");
        }
      }
      results.write();
      progress.tell(results.count(), results.failed());
    }
  }
  results.require_all(kind);
}

}  // namespace snapseal::cli
