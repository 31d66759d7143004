// SPDX-License-Identifier: Apache-2.0
#include "secrets/tokens.hpp"

#include <algorithm>
#include <cctype>

#include "ascii.hpp"
#include "failure.hpp"
#include "output/terminal.hpp"
#include "secrets/keys.hpp"
#include "secrets/secret_file.hpp"

namespace snapseal::cli {

namespace {

/// As a parser of URIs sees it, which passes over spaces and may not mind the case.
std::string squeezed(const std::string& uri) {
  std::string text = lower(uri);
  std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
  return text;
}

/// `pin-source` is a path or a URI of the kind file:/path or file:///path.
std::string path_of(const std::string& pin_source) {
  std::string_view path = pin_source;
  if (path.starts_with("file:")) {
    path.remove_prefix(5);
    if (path.starts_with("///")) {
      path.remove_prefix(2);
    }
  }
  return std::string(path);
}

SecretString read_pin_source(const std::string& pin_source) {
  try {
    return read_secret_line(FileName(path_of(pin_source), "pin-source"), passphrase_secret).text;
  } catch (Failure& failure) {
    if (failure.code != "io_error") {
      throw;
    }
    // Not its name: it may be a PIN in the wrong place.
    failure.message = "cannot read the file that the URI's pin-source names";
    failure.hint = "pin-source=file:/path/to/file; its first line is the PIN";
    throw;
  }
}

/// No PIN is empty: an empty line is none, and costs no try.
std::optional<SecretString> obtain_pin(const Pkcs11PinRequest& request,
                                       const GivenPassphrase& given) {
  std::optional<SecretString> pin = given.get();
  if (pin) {
    // It goes first.
  } else if (!request.pin_source.empty()) {
    pin = read_pin_source(request.pin_source);
  } else {
    pin = ask_passphrase("PIN of the token " + request.token_label +
                         (request.is_final_try ? " (the last try before it locks): " : ": "));
  }
  return pin && pin->empty() ? std::nullopt : std::move(pin);
}

std::string hint_for(Errc code, const GivenPassphrase& given) {
  if (code == Errc::pin_required && !given.file().empty()) {
    return "the first line of " + given.file() + " is empty, and should be the PIN";
  }
  if (code == Errc::pin_required) {
    return "the PIN: pin-source=file:/path in the URI, --passphrase-file FILE with one --key, or a "
           "terminal";
  }
  if (code == Errc::wrong_pin && !given.file().empty()) {
    return "the PIN is the first line of " + given.file() + ", without its line end";
  }
  return {};
}

}  // namespace

bool is_token_uri(const std::string& key) {
  return squeezed(key).starts_with("pkcs11:");
}

std::string name_of_key(const std::string& key) {
  return is_token_uri(key) ? "the key on the token" : FileName(key, "--key").shown();
}

PrivateKey open_token_key(const std::string& uri, const GivenPassphrase& given) {
  if (squeezed(uri).find("pin-value") != std::string::npos) {
    throw usage_failure("a PIN must not stand in a command line, where others can see it",
                        "give --passphrase-file FILE, or pin-source=file:/path in the URI");
  }
  try {
    return PrivateKey(open_pkcs11_key(
        uri, [&given](const Pkcs11PinRequest& request) { return obtain_pin(request, given); }));
  } catch (const Error& error) {
    throw to_failure(error, hint_for(error.code(), given));
  }
}

}  // namespace snapseal::cli
