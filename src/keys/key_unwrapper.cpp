// SPDX-License-Identifier: Apache-2.0
#include <snapseal/keys/key_unwrapper.hpp>

namespace snapseal {

KeyUnwrapper::~KeyUnwrapper() = default;

FunctionUnwrapper::FunctionUnwrapper(std::string name, PublicKey public_key, Function function)
    : name_(std::move(name)), public_key_(std::move(public_key)), function_(std::move(function)) {
  if (name_.empty()) {
    throw Error(Errc::invalid_argument, "must not be empty", "name");
  }
  if (!function_) {
    throw Error(Errc::invalid_argument, "must not be empty", "function");
  }
}

FunctionUnwrapper::~FunctionUnwrapper() = default;

}  // namespace snapseal
