// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <snapseal/signing/request.hpp>

/// A request as text for programs that send it. The texts hold the signature, or the token, and
/// what secrets the request has: do not log them; `describe` is for that.
namespace snapseal {

/// HTTP/1.1 as it goes over the wire (RFC 9112): request line, `Host`, headers, body.
[[nodiscard]] SNAPSEAL_API std::string to_http(const HttpRequest& request);

/// A command line of curl for a POSIX shell, with a line feed at its end. When it is run it fails,
/// with curl's status 22, if the API answers with a status of 400 or more, and the answer's body is
/// printed all the same. Other users of the machine can see a command line: see `to_curl_config`.
[[nodiscard]] SNAPSEAL_API std::string to_curl(const HttpRequest& request);

/// The same as options for `curl --config -`, which reads them from standard input, so that no
/// secret stands in a command line. curl 7.88 and others refuse lines of more than 100 KiB.
[[nodiscard]] SNAPSEAL_API std::string to_curl_config(const HttpRequest& request);

}  // namespace snapseal
