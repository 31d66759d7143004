// SPDX-License-Identifier: Apache-2.0
#include <botan/mem_ops.h>
#include <botan/secmem.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <snapseal/core/secret.hpp>

namespace snapseal {

namespace {

// Botan makes its pool of locked memory at first use, and gives it up before any static object that
// is older. Made before them all, it outlives a key that somebody keeps in one.
#if defined(__GNUC__)
[[gnu::init_priority(101)]]
#endif
const Botan::Allocator_Initializer locked_memory;

// What is as long does not fit into Botan's pool, which has 512 KiB at most, and Botan would only
// fill it with zeros.
constexpr std::size_t large_bytes = std::size_t{512} * 1024;

}  // namespace

SecretBytes::SecretBytes(std::size_t size) : SecretBytes(size, Content::zeros) {}

SecretBytes::SecretBytes(std::size_t size, Content content) {
  if (size == 0) {
    return;
  }
  void* const memory = size < large_bytes          ? Botan::allocate_memory(size, 1)
                       : content == Content::zeros ? std::calloc(size, 1)
                                                   : std::malloc(size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  data_ = static_cast<std::uint8_t*>(memory);
  size_ = size;
}

SecretBytes SecretBytes::for_overwrite(std::size_t size) {
  return {size, Content::any};
}

SecretBytes SecretBytes::copy_of(std::span<const std::uint8_t> bytes) {
  SecretBytes copy = for_overwrite(bytes.size());
  if (!bytes.empty()) {
    std::copy(bytes.begin(), bytes.end(), copy.data_);
  }
  return copy;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  SecretBytes taken(std::move(other));
  std::swap(data_, taken.data_);
  std::swap(size_, taken.size_);
  return *this;
}

SecretBytes::~SecretBytes() {
  if (data_ == nullptr) {
    return;
  }
  if (size_ < large_bytes) {
    Botan::deallocate_memory(data_, size_, 1);  // wipes
  } else {
    Botan::secure_scrub_memory(data_, size_);
    std::free(data_);
  }
}

void wipe(std::span<std::uint8_t> bytes) noexcept {
  Botan::secure_scrub_memory(bytes.data(), bytes.size());
}

bool SecretBytes::equal(const SecretBytes& a, const SecretBytes& b) noexcept {
  return a.size_ == b.size_ &&
         (a.size_ == 0 || Botan::constant_time_compare(a.data_, b.data_, a.size_));
}

}  // namespace snapseal
