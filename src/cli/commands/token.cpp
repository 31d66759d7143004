// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iomanip>
#include <sstream>

#include "commands/signing_commands.hpp"
#include "failure.hpp"
#include "output/json_writer.hpp"
#include "secrets/credentials.hpp"

namespace snapseal::cli {

namespace {

/// "2026-11-22T10:00:00Z". The library takes no times before 1970 or beyond the year 9999.
std::string date_of(UnixTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::ostringstream text;
  text << std::setfill('0') << static_cast<int>(date.year()) << '-' << std::setw(2)
       << static_cast<unsigned>(date.month()) << '-' << std::setw(2)
       << static_cast<unsigned>(date.day()) << 'T' << std::setw(2) << clock.hours().count() << ':'
       << std::setw(2) << clock.minutes().count() << ':' << std::setw(2) << clock.seconds().count()
       << 'Z';
  return text.str();
}

/// "in 4 minutes", "2 days ago": whole ones of the greatest unit that fits.
std::string in_words(std::int64_t until) {
  struct Unit {
    const char* name;
    std::int64_t seconds;
  };
  constexpr std::array<Unit, 4> units{
      {{"day", 86'400}, {"hour", 3'600}, {"minute", 60}, {"second", 1}}};
  const std::int64_t distance = until < 0 ? -until : until;
  if (distance == 0) {
    return "now";
  }
  const auto* const unit = std::find_if(
      units.begin(), units.end(), [distance](const Unit& u) { return distance >= u.seconds; });
  const std::int64_t count = distance / unit->seconds;
  const std::string words = std::to_string(count) + " " + unit->name + (count == 1 ? "" : "s");
  return until < 0 ? words + " ago" : "in " + words;
}

const api::UnreadClaim* find_unread(const api::UnverifiedClaims& claims, std::string_view name) {
  const auto found =
      std::find_if(claims.unread.begin(), claims.unread.end(),
                   [&](const api::UnreadClaim& claim) { return claim.name == name; });
  return found == claims.unread.end() ? nullptr : &*found;
}

/// `nullopt` if the token says when it expires, and not in a way that can be read.
std::optional<bool> is_expired(const api::AccessToken& token, const api::UnverifiedClaims& claims,
                               UnixTime now) {
  return find_unread(claims, "exp") == nullptr ? std::optional(token.is_expired(now))
                                               : std::nullopt;
}

std::string to_text(const api::UnverifiedClaims& claims, std::optional<bool> expired,
                    UnixTime now) {
  std::ostringstream text;
  const auto tell = [&](const char* name, const std::optional<UnixTime>& time) {
    if (time) {
      text << name << date_of(*time) << ", " << in_words((*time - now).count()) << '\n';
    }
  };
  text << "Not verified: only the API can check a token's signature.\n";
  tell(expired.value_or(false) ? "expired:    " : "expires:    ", claims.expires_at);
  if (!claims.expires_at) {
    text << "expires:    " << (expired ? "it does not say" : "not known") << '\n';
  }
  tell("not before: ", claims.not_before);
  tell("issued:     ", claims.issued_at);
  for (const api::UnreadClaim& claim : claims.unread) {
    text << "not read:   " << claim.name << ' ' << claim.why << '\n';
  }
  text << "claims:     " << claims.json << '\n';
  return text.str();
}

/// Members of an object that is open.
void write_claims(JsonWriter& json, const api::UnverifiedClaims& claims,
                  std::optional<bool> expired, UnixTime now) {
  std::optional<std::int64_t> seconds;
  if (claims.expires_at) {
    seconds = (*claims.expires_at - now).count();
  }
  json.member("verified", false).member("expired", expired).member("expires_in_seconds", seconds);
  if (!claims.unread.empty()) {
    json.name("unread").open_array();
    for (const api::UnreadClaim& claim : claims.unread) {
      json.open_object().member("claim", claim.name).member("why", claim.why).close_object();
    }
    json.close_array();
  }
  json.name("claims").json(claims.json);
}

}  // namespace

void run_found_token(const api::AccessToken& token, bool json) {
  const api::UnverifiedClaims claims = token.unverified_claims();
  const UnixTime now = time_of(std::nullopt);
  const auto expired = is_expired(token, claims, now);
  if (!json) {
    write_output("access token\n" + to_text(claims, expired, now));
    return;
  }
  JsonWriter out;
  out.open_object().member("kind", "token");
  write_claims(out, claims, expired, now);
  write_output(out.close_object().end_line().view());
}

void run_token(const TokenOptions& options) {
  const SecretString text =
      read_input(FileName(options.file, "FILE"), api::AccessToken::text_bytes_max, "token");
  const auto token = api::AccessToken::parse(text.expose());
  const api::UnverifiedClaims claims = token.unverified_claims();
  const UnixTime now = time_of(options.now);
  const auto expired = is_expired(token, claims, now);
  if (options.json) {
    JsonWriter out;
    out.open_object();
    write_claims(out, claims, expired, now);
    write_output(out.close_object().end_line().view());
  } else {
    write_output(to_text(claims, expired, now));
  }
  if (!options.fail_expired) {
    return;
  }
  if (!expired) {
    throw Failure{exit_malformed_input,
                  "malformed_token",
                  "whether the token has expired is not known: exp " +
                      std::string(find_unread(claims, "exp")->why),
                  {}};
  }
  if (*expired) {
    throw Failure{exit_refused, "token_expired", "the token says that it has expired",
                  "get another; they are short-lived"};
  }
}

}  // namespace snapseal::cli
