// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>

#include "failure.hpp"
#include "file_name.hpp"
#include "input/lines.hpp"

namespace snapseal::cli {

/// What to say about a response's text that the library refuses, and about the file that it is in.
/// `general_hint` is given where nothing better is known.
[[nodiscard]] Failure about_response(const FileName& name, const Error& error,
                                     std::string_view text, std::string general_hint = {});

/// Whether `text` is refused, and only for whitespace in its base64.
[[nodiscard]] bool whitespace_is_all_that_is_wrong(const Error& error, std::string_view text);
inline constexpr std::string_view whitespace_hint =
    "--skip-whitespace-in-base64 passes over line feeds, carriage returns, spaces and tabs";

}  // namespace snapseal::cli
