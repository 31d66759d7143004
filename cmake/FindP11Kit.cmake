# SPDX-License-Identifier: Apache-2.0
# Finds p11-kit and defines P11Kit::P11Kit.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_P11Kit QUIET p11-kit-1)
endif()
find_path(
  P11Kit_INCLUDE_DIR
  NAMES p11-kit/p11-kit.h
  HINTS ${PC_P11Kit_INCLUDE_DIRS}
  PATH_SUFFIXES p11-kit-1
)
find_library(
  P11Kit_LIBRARY
  NAMES p11-kit
  HINTS ${PC_P11Kit_LIBRARY_DIRS}
)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(P11Kit REQUIRED_VARS P11Kit_LIBRARY P11Kit_INCLUDE_DIR)
mark_as_advanced(P11Kit_INCLUDE_DIR P11Kit_LIBRARY)

if(P11Kit_FOUND AND NOT TARGET P11Kit::P11Kit)
  add_library(P11Kit::P11Kit UNKNOWN IMPORTED)
  set_target_properties(
    P11Kit::P11Kit PROPERTIES IMPORTED_LOCATION "${P11Kit_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES
                                                                    "${P11Kit_INCLUDE_DIR}"
  )
endif()
