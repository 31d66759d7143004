# SPDX-License-Identifier: Apache-2.0
# Follows SNAPSEAL_WITH_OPENSSL and sets SNAPSEAL_HAS_OPENSSL: whether OpenSSL is built in.
set(SNAPSEAL_HAS_OPENSSL OFF)
if(SNAPSEAL_WITH_OPENSSL STREQUAL "AUTO")
  find_package(OpenSSL 3 QUIET COMPONENTS Crypto)
  if(OpenSSL_FOUND)
    set(SNAPSEAL_HAS_OPENSSL ON)
  else()
    message(STATUS "Left out: RSA with OpenSSL, which is faster than Botan's (no libcrypto 3)")
  endif()
elseif(SNAPSEAL_WITH_OPENSSL)
  find_package(OpenSSL 3 COMPONENTS Crypto)
  if(NOT OpenSSL_FOUND)
    message(
      FATAL_ERROR
        "SNAPSEAL_WITH_OPENSSL is ON, and there is no libcrypto 3 with its headers (Debian: "
        "libssl-dev). Install it, say where it is (OPENSSL_ROOT_DIR), or set SNAPSEAL_WITH_OPENSSL "
        "to OFF."
    )
  endif()
  set(SNAPSEAL_HAS_OPENSSL ON)
endif()
