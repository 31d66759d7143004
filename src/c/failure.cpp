// SPDX-License-Identifier: Apache-2.0
#include "c/failure.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <snapseal/api/api_error.hpp>
#include <span>
#include <string_view>

namespace snapseal::c {

namespace {

snapseal_error no_error() noexcept {
  return SNAPSEAL_ERROR_INIT;
}

// As much as there is room for, with NUL at its end, cut before a character of UTF-8.
void copy(std::span<char> to, std::string_view text) noexcept {
  std::size_t size = std::min(text.size(), to.size() - 1);
  while (size < text.size() && size > 0 &&
         (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
    --size;
  }
  std::copy_n(text.begin(), size, to.begin());
  to[size] = '\0';
}

// A program that was built with an older header has a shorter structure.
void give(snapseal_error* error, const snapseal_error& content) noexcept {
  if (error == nullptr || error->size <= offsetof(snapseal_error, code)) {
    return;
  }
  const std::size_t size = error->size;
  std::memcpy(error, &content, std::min(size, sizeof(content)));
  error->size = size;
}

std::int32_t fail(snapseal_error* error, std::int32_t code, std::string_view message,
                  std::string_view field = {}) noexcept {
  snapseal_error content = no_error();
  content.code = code;
  copy(content.message, message);
  copy(content.field, field);
  give(error, content);
  return code;
}

snapseal_error content_of(const Error& failure) noexcept {
  snapseal_error content = no_error();
  content.code = static_cast<std::int32_t>(failure.code());
  content.offset = failure.offset().value_or(SNAPSEAL_NO_OFFSET);
  copy(content.field, failure.field());
  copy(content.message, failure.message());
  return content;
}

snapseal_error content_of(const api::ApiError& failure) noexcept {
  snapseal_error content = content_of(static_cast<const Error&>(failure));
  copy(content.message, failure.what());
  content.http_status = failure.status();
  content.retry = static_cast<std::int32_t>(failure.retry());
  if (const auto seconds = failure.retry_after_seconds()) {
    content.retry_after_seconds = *seconds;
  }
  copy(content.api_code, failure.api_code());
  copy(content.detail, failure.detail());
  copy(content.request_id, failure.request_id());
  return content;
}

}  // namespace

void clear(snapseal_error* error) noexcept {
  give(error, no_error());
}

std::int32_t report_current_exception(snapseal_error* error) noexcept {
  try {
    throw;
  } catch (const api::ApiError& failure) {
    give(error, content_of(failure));
    return SNAPSEAL_API_ERROR;
  } catch (const Error& failure) {
    give(error, content_of(failure));
    return static_cast<std::int32_t>(failure.code());
  } catch (const Failure& failure) {
    return fail(error, failure.code, failure.message.view(), failure.field.view());
  } catch (const std::bad_alloc&) {
    return fail(error, SNAPSEAL_OUT_OF_MEMORY, "memory ran out");
  } catch (...) {
    return fail(error, SNAPSEAL_INTERNAL_ERROR, "the system or a library failed");
  }
}

}  // namespace snapseal::c
