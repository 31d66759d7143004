// SPDX-License-Identifier: Apache-2.0
#include <snapseal/explain/explain.hpp>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/signature.hpp>

#include "c/buffer.hpp"
#include "c/objects.hpp"
#include "c/options.hpp"
#include "c/report.hpp"

namespace {

using namespace snapseal;
using c::Buffer;
using c::guarded;
using c::text_of;

SignedContent content_of(const char* path, std::size_t path_size, const char* query,
                         std::size_t query_size, const char* body, std::size_t body_size) {
  return {text_of(path, path_size, "path"), text_of(query, query_size, "query"),
          text_of(body, body_size, "body")};
}

std::string report_of(const SignatureExplanation& explanation) {
  c::Report report;
  report.begin_object();
  report.member("matches", explanation.matches);
  report.begin_array("deviations");
  for (const Deviation deviation : explanation.deviations) {
    report.begin_object();
    report.member("name", to_string(deviation));
    report.member("advice", advice(deviation));
    report.end_object();
  }
  report.end_array();
  report.end_object();
  return report.text();
}

}  // namespace

std::int32_t snapseal_consumer_key_new(snapseal_consumer_key** key, const char* text,
                                       std::size_t text_size, snapseal_error* error) {
  return guarded(error, [&] {
    const c::Place place(key, "key");
    place.give(ConsumerKey(text_of(text, text_size, "text")));
  });
}

void snapseal_consumer_key_free(snapseal_consumer_key* key) {
  c::release(key);
}

std::int32_t snapseal_canonical_json(char* out, std::size_t* out_size, const char* text,
                                     std::size_t text_size, const snapseal_options* options,
                                     snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    const SecretString canonical = SecretString::copy_of(
        canonical_json(text_of(text, text_size, "text"), c::Options(options).limits()));
    buffer.give(canonical.expose());
  });
}

std::int32_t snapseal_canonical_content(char* out, std::size_t* out_size, const char* path,
                                        std::size_t path_size, const char* query,
                                        std::size_t query_size, const char* body,
                                        std::size_t body_size, const snapseal_options* options,
                                        snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    buffer.give(canonical_content(content_of(path, path_size, query, query_size, body, body_size),
                                  c::Options(options).limits()));
  });
}

std::int32_t snapseal_sign(const snapseal_consumer_key* key, char* out, std::size_t* out_size,
                           const char* path, std::size_t path_size, const char* query,
                           std::size_t query_size, const char* body, std::size_t body_size,
                           const snapseal_options* options, snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    buffer.give(sign(c::content(key, "key"),
                     content_of(path, path_size, query, query_size, body, body_size),
                     c::Options(options).limits()));
  });
}

std::int32_t snapseal_verify(const snapseal_consumer_key* key, const char* path,
                             std::size_t path_size, const char* query, std::size_t query_size,
                             const char* body, std::size_t body_size, const char* signature,
                             std::size_t signature_size, const snapseal_options* options,
                             snapseal_error* error) {
  return guarded(error, [&] {
    if (!verify(c::content(key, "key"),
                content_of(path, path_size, query, query_size, body, body_size),
                text_of(signature, signature_size, "signature"), c::Options(options).limits())) {
      throw Error(Errc::wrong_signature, "not the signature of this content and key", "signature");
    }
  });
}

std::int32_t snapseal_explain_signature(const snapseal_consumer_key* key, char* out,
                                        std::size_t* out_size, const char* path,
                                        std::size_t path_size, const char* query,
                                        std::size_t query_size, const char* body,
                                        std::size_t body_size, const char* signature,
                                        std::size_t signature_size, const snapseal_options* options,
                                        snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    buffer.give(report_of(explain_signature(
        c::content(key, "key"), content_of(path, path_size, query, query_size, body, body_size),
        text_of(signature, signature_size, "signature"), c::Options(options).limits())));
  });
}

std::int32_t snapseal_explain_webhook(const snapseal_consumer_key* key, char* out,
                                      std::size_t* out_size, const char* body,
                                      std::size_t body_size, const char* signature,
                                      std::size_t signature_size, const snapseal_options* options,
                                      snapseal_error* error) {
  return guarded(error, [&] {
    const Buffer buffer(out, out_size);
    buffer.give(report_of(explain_webhook(c::content(key, "key"), text_of(body, body_size, "body"),
                                          text_of(signature, signature_size, "signature"),
                                          c::Options(options).webhook_limits())));
  });
}
