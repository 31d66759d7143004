// SPDX-License-Identifier: Apache-2.0
#include <botan/mem_ops.h>
#include <botan/secmem.h>

#include <algorithm>
#include <snapseal/core/secret.hpp>

namespace snapseal {

namespace {

// Botan makes its pool of locked memory at first use, and gives it up before any static object that
// is older. Made before them all, it outlives a key that somebody keeps in one.
#if defined(__GNUC__)
[[gnu::init_priority(101)]]
#endif
const Botan::Allocator_Initializer locked_memory;

}  // namespace

SecretBytes::SecretBytes(std::size_t size) {
  if (size != 0) {
    data_ = static_cast<std::uint8_t*>(Botan::allocate_memory(size, 1));
    size_ = size;
  }
}

SecretBytes SecretBytes::copy_of(std::span<const std::uint8_t> bytes) {
  SecretBytes copy(bytes.size());
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
  if (data_ != nullptr) {
    Botan::deallocate_memory(data_, size_, 1);  // wipes
  }
}

bool SecretBytes::equal(const SecretBytes& a, const SecretBytes& b) noexcept {
  return a.size_ == b.size_ &&
         (a.size_ == 0 || Botan::constant_time_compare(a.data_, b.data_, a.size_));
}

}  // namespace snapseal
