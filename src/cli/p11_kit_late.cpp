// SPDX-License-Identifier: Apache-2.0
// p11-kit, loaded when a key on a token is asked for: with what it needs itself it is a twentieth
// of a process that opens one response with a key file. Here are the functions of p11-kit that the
// library calls; each goes on to the real one. Types are told as the C ABI sees them, without
// p11-kit's headers, in which `const` comes and goes between versions.
#include <dlfcn.h>

#include "failure.hpp"
#include "p11_kit.hpp"

// result, name, parameters, arguments
#define SNAPSEAL_P11_KIT(of)                                                                       \
  of(unsigned long, p11_kit_module_finalize, (void* module), (module)) of(                         \
      void*, p11_kit_module_for_name, (void* modules, const char* name),                           \
      (modules, name)) of(unsigned long, p11_kit_module_initialize, (void* module), (module))      \
      of(void*, p11_kit_module_load, (const char* path, int flags), (path, flags)) of(             \
          void, p11_kit_module_release, (void* module),                                            \
          (module)) of(void, p11_kit_modules_finalize_and_release, (void* modules), (modules))     \
          of(void*, p11_kit_modules_load_and_initialize, (int flags), (flags)) of(                 \
              int, p11_kit_uri_any_unrecognized, (void* uri), (uri))                               \
              of(void, p11_kit_uri_free, (void* uri), (uri)) of(                                   \
                  void*, p11_kit_uri_get_attribute, (void* uri, unsigned long type), (uri, type))  \
                  of(const char*, p11_kit_uri_get_module_name, (const void* uri), (uri))           \
                      of(const char*, p11_kit_uri_get_module_path, (const void* uri), (uri))       \
                          of(const char*, p11_kit_uri_get_pin_source, (const void* uri), (uri))    \
                              of(const char*, p11_kit_uri_get_pin_value, (const void* uri), (uri)) \
                                  of(unsigned long, p11_kit_uri_get_slot_id, (void* uri), (uri))   \
                                      of(int, p11_kit_uri_match_module_info,                       \
                                         (const void* uri, const void* info), (uri, info))         \
                                          of(int, p11_kit_uri_match_slot_info,                     \
                                             (const void* uri, const void* info), (uri, info))     \
                                              of(int, p11_kit_uri_match_token_info,                \
                                                 (const void* uri, const void* info),              \
                                                 (uri, info)) of(void*, p11_kit_uri_new, (), ())   \
                                                  of(int, p11_kit_uri_parse,                       \
                                                     (const char* text, unsigned type, void* uri), \
                                                     (text, type, uri))

#define SNAPSEAL_DECLARE(result, name, parameters, arguments) result(*name) parameters = nullptr;
#define SNAPSEAL_FIND(result, name, parameters, arguments) find(library, #name, p11_kit.name);
#define SNAPSEAL_FORWARD(result, name, parameters, arguments) \
  extern "C" result name parameters;                          \
  result name parameters {                                    \
    return p11_kit.name arguments;                            \
  }

namespace {

struct {
  SNAPSEAL_P11_KIT(SNAPSEAL_DECLARE)
} p11_kit;

template <typename Function>
void find(void* library, const char* name, Function*& function) {
  function = reinterpret_cast<Function*>(::dlsym(library, name));
  if (function == nullptr) {
    throw snapseal::cli::Failure{snapseal::cli::exit_system,
                                 "token_failed",
                                 std::string("libp11-kit.so.0 lacks ") + name,
                                 {}};
  }
}

}  // namespace

SNAPSEAL_P11_KIT(SNAPSEAL_FORWARD)

namespace snapseal::cli {

void load_p11_kit() {
  void* const library = ::dlopen("libp11-kit.so.0", RTLD_NOW | RTLD_LOCAL);  // for good
  if (library == nullptr) {
    throw Failure{exit_system, "token_failed", "cannot load p11-kit, which keys on tokens need",
                  "install p11-kit: libp11-kit.so.0 is not found"};
  }
  SNAPSEAL_P11_KIT(SNAPSEAL_FIND)
}

}  // namespace snapseal::cli
