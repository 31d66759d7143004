# SPDX-License-Identifier: Apache-2.0
# Follows SNAPSEAL_STATIC_CLI: whether the program has Botan, libcrypto and the C++ runtime inside itself
# and so starts in half the time. Sets SNAPSEAL_CLI_ARCHIVES and SNAPSEAL_CLI_LINK_OPTIONS, both empty
# if it links the shared libraries. What is loaded at run time, PKCS#11 modules, is loaded either way.
set(SNAPSEAL_CLI_ARCHIVES "")
set(SNAPSEAL_CLI_LINK_OPTIONS "")
if(NOT SNAPSEAL_STATIC_CLI)
  return()
endif()

get_filename_component(_botan_dir "${Botan_LIBRARY}" DIRECTORY)
find_library(Botan_ARCHIVE NAMES libbotan-${Botan_VERSION_MAJOR}.a HINTS "${_botan_dir}")
mark_as_advanced(Botan_ARCHIVE)
set(_archives "${Botan_ARCHIVE}")
if(SNAPSEAL_HAS_OPENSSL)
  list(GET OPENSSL_CRYPTO_LIBRARIES 0 _crypto)
  get_filename_component(_crypto_dir "${_crypto}" DIRECTORY)
  find_library(OPENSSL_CRYPTO_ARCHIVE NAMES libcrypto.a HINTS "${_crypto_dir}")
  mark_as_advanced(OPENSSL_CRYPTO_ARCHIVE)
  list(APPEND _archives "${OPENSSL_CRYPTO_ARCHIVE}")
endif()

set(_lacks "")
if(BUILD_SHARED_LIBS)
  set(_lacks "the library is a shared one: BUILD_SHARED_LIBS")
elseif(NOT Botan_ARCHIVE)
  set(_lacks "no libbotan-${Botan_VERSION_MAJOR}.a")
elseif(SNAPSEAL_HAS_OPENSSL AND NOT OPENSSL_CRYPTO_ARCHIVE)
  set(_lacks "no libcrypto.a")
else()
  # The shared libraries, which the library asks for, come last on the command line; nothing is left for
  # them to give, and so they are not needed.
  set(_options -static-libstdc++ -static-libgcc -Wl,--as-needed -Wl,--gc-sections)
  include(CheckCXXSourceCompiles)
  set(CMAKE_REQUIRED_INCLUDES "${Botan_INCLUDE_DIR}")
  set(CMAKE_REQUIRED_LIBRARIES ${_archives} Threads::Threads ${CMAKE_DL_LIBS})
  set(CMAKE_REQUIRED_LINK_OPTIONS ${_options})
  set(CMAKE_REQUIRED_FLAGS "-std=c++20")
  check_cxx_source_compiles(
    "#include <botan/cipher_mode.h>
     #include <botan/mac.h>
     #include <botan/pk_ops.h>
     #include <botan/pwdhash.h>
     #include <botan/rsa.h>
     #include <botan/system_rng.h>
     int main() {
       Botan::RSA_PrivateKey key(Botan::system_rng(), 2048);
       return Botan::PasswordHashFamily::create(\"Scrypt\") && Botan::MessageAuthenticationCode::create(\"CMAC\") &&
              key.create_decryption_op(Botan::system_rng(), \"OAEP(SHA-1)\", \"\") ? 0 : 1;
     }"
    SNAPSEAL_STATIC_CLI_LINKS
  )
  foreach(_name IN ITEMS INCLUDES LIBRARIES LINK_OPTIONS FLAGS)
    unset(CMAKE_REQUIRED_${_name})
  endforeach()
  if(NOT SNAPSEAL_STATIC_CLI_LINKS)
    set(_lacks "a program does not link with ${_archives}: see the log of the configuration")
  endif()
endif()

if(NOT _lacks)
  message(STATUS "The program has inside itself: ${_archives}, the C++ runtime")
  set(SNAPSEAL_CLI_ARCHIVES ${_archives})
  set(SNAPSEAL_CLI_LINK_OPTIONS ${_options})
elseif(SNAPSEAL_STATIC_CLI STREQUAL "AUTO")
  message(STATUS "The program links shared libraries, which start more slowly (${_lacks})")
else()
  message(FATAL_ERROR "SNAPSEAL_STATIC_CLI is ${SNAPSEAL_STATIC_CLI}, but: ${_lacks}")
endif()
