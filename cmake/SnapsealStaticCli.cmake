# SPDX-License-Identifier: Apache-2.0
# Follows SNAPSEAL_STATIC_CLI: whether the program has Botan, libcrypto and the C++ runtime inside itself
# and so starts in half the time. Sets SNAPSEAL_CLI_ARCHIVES and SNAPSEAL_CLI_LINK_OPTIONS, both empty
# if it links the shared libraries. What is loaded at run time, PKCS#11 modules, is loaded either way.
set(SNAPSEAL_CLI_ARCHIVES "")
set(SNAPSEAL_CLI_LINK_OPTIONS "")
if(NOT SNAPSEAL_STATIC_CLI)
  return()
endif()

# The shared libraries, which the library asks for, come last on the command line; nothing is left for them
# to give, and so they are not needed.
set(_options -static-libstdc++ -static-libgcc -Wl,--as-needed -Wl,--gc-sections)

get_filename_component(_botan_dir "${Botan_LIBRARY}" DIRECTORY)
find_library(Botan_ARCHIVE NAMES libbotan-${Botan_VERSION_MAJOR}.a HINTS "${_botan_dir}")
mark_as_advanced(Botan_ARCHIVE)

# Whether a program that calls what ours calls links with these.
function(snapseal_archives_link result)
  set(CMAKE_REQUIRED_INCLUDES "${Botan_INCLUDE_DIR}" ${OPENSSL_INCLUDE_DIR})
  set(CMAKE_REQUIRED_LIBRARIES ${ARGN} Threads::Threads ${CMAKE_DL_LIBS})
  set(CMAKE_REQUIRED_LINK_OPTIONS ${_options})
  set(CMAKE_REQUIRED_FLAGS "-std=c++20")
  set(CMAKE_REQUIRED_QUIET ON)
  if(SNAPSEAL_WITH_OPENSSL)
    set(CMAKE_REQUIRED_DEFINITIONS -DWITH_OPENSSL)
  endif()
  include(CheckCXXSourceCompiles)
  check_cxx_source_compiles(
    "#include <botan/cipher_mode.h>
     #include <botan/mac.h>
     #include <botan/pk_ops.h>
     #include <botan/pwdhash.h>
     #include <botan/rsa.h>
     #include <botan/system_rng.h>
     #ifdef WITH_OPENSSL
     #include <openssl/evp.h>
     bool openssl() {
       OSSL_LIB_CTX* const context = OSSL_LIB_CTX_new();
       EVP_PKEY* key = nullptr;
       EVP_PKEY_CTX* const operation = EVP_PKEY_CTX_new_from_name(context, \"RSA\", nullptr);
       return EVP_PKEY_fromdata(operation, &key, EVP_PKEY_KEYPAIR, nullptr) > 0;
     }
     #else
     bool openssl() { return true; }
     #endif
     int main() {
       Botan::RSA_PrivateKey key(Botan::system_rng(), 2048);
       return Botan::PasswordHashFamily::create(\"Scrypt\") && Botan::MessageAuthenticationCode::create(\"CMAC\") &&
              key.create_decryption_op(Botan::system_rng(), \"OAEP(SHA-1)\", \"\") && openssl() ? 0 : 1;
     }"
    ${result}
  )
  set(${result} "${${result}}" PARENT_SCOPE)
endfunction()

# The ways to link, best first.
set(_ways 0)
macro(snapseal_add_way)
  math(EXPR _ways "${_ways} + 1")
  set(_way_${_ways} ${ARGN})
endmacro()
if(BUILD_SHARED_LIBS)
  set(_lacks "the library is a shared one: BUILD_SHARED_LIBS")
elseif(NOT Botan_ARCHIVE)
  set(_lacks "no libbotan-${Botan_VERSION_MAJOR}.a")
else()
  set(_lacks "no program links with ${Botan_ARCHIVE}: see the log of the configuration")
  if(SNAPSEAL_WITH_OPENSSL)
    list(GET OPENSSL_CRYPTO_LIBRARIES 0 _crypto)
    get_filename_component(_crypto_dir "${_crypto}" DIRECTORY)
    find_library(OPENSSL_CRYPTO_ARCHIVE NAMES libcrypto.a HINTS "${_crypto_dir}")
    mark_as_advanced(OPENSSL_CRYPTO_ARCHIVE)
    if(OPENSSL_CRYPTO_ARCHIVE)
      snapseal_add_way(${Botan_ARCHIVE} ${OPENSSL_CRYPTO_ARCHIVE})
      # Where it was built to compress, it needs what does that.
      snapseal_add_way(${Botan_ARCHIVE} ${OPENSSL_CRYPTO_ARCHIVE} z zstd)
    endif()
    snapseal_add_way(${Botan_ARCHIVE} ${_crypto})
  else()
    snapseal_add_way(${Botan_ARCHIVE})
  endif()
endif()

foreach(_way RANGE 1 ${_ways})
  if(NOT SNAPSEAL_CLI_ARCHIVES AND _ways GREATER 0)
    snapseal_archives_link(SNAPSEAL_STATIC_CLI_LINKS_${_way} ${_way_${_way}})
    if(SNAPSEAL_STATIC_CLI_LINKS_${_way})
      set(SNAPSEAL_CLI_ARCHIVES ${_way_${_way}})
      set(SNAPSEAL_CLI_LINK_OPTIONS ${_options})
    endif()
  endif()
endforeach()

if(SNAPSEAL_CLI_ARCHIVES)
  message(STATUS "The program is linked with ${SNAPSEAL_CLI_ARCHIVES}, and has the C++ runtime inside")
elseif(SNAPSEAL_STATIC_CLI STREQUAL "AUTO")
  message(STATUS "The program links shared libraries, which start more slowly (${_lacks})")
else()
  message(FATAL_ERROR "SNAPSEAL_STATIC_CLI is ${SNAPSEAL_STATIC_CLI}, but: ${_lacks}")
endif()
