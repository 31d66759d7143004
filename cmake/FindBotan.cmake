# SPDX-License-Identifier: Apache-2.0
# Finds Botan 3 (3.3 or newer) or Botan 2 (2.19), in this order, and defines Botan::Botan.
# SNAPSEAL_BOTAN_MAJOR=2 or 3 asks for one of them.
set(_botan_majors 3 2)
if(SNAPSEAL_BOTAN_MAJOR)
  set(_botan_majors ${SNAPSEAL_BOTAN_MAJOR})
endif()

find_package(PkgConfig QUIET)
foreach(_major IN LISTS _botan_majors)
  if(Botan_INCLUDE_DIR AND Botan_LIBRARY)
    break()
  endif()
  if(PkgConfig_FOUND)
    pkg_check_modules(PC_Botan${_major} QUIET botan-${_major})
  endif()
  find_path(
    Botan_INCLUDE_DIR
    NAMES botan/build.h
    HINTS ${PC_Botan${_major}_INCLUDE_DIRS}
    PATH_SUFFIXES botan-${_major}
  )
  find_library(
    Botan_LIBRARY
    NAMES botan-${_major}
    HINTS ${PC_Botan${_major}_LIBRARY_DIRS}
  )
  if(NOT Botan_LIBRARY)
    unset(Botan_INCLUDE_DIR CACHE)
  endif()
endforeach()

if(Botan_INCLUDE_DIR)
  file(STRINGS "${Botan_INCLUDE_DIR}/botan/build.h" _botan_lines
       REGEX "define BOTAN_VERSION_(MAJOR|MINOR|PATCH)"
  )
  foreach(_part MAJOR MINOR PATCH)
    string(REGEX MATCH "BOTAN_VERSION_${_part} ([0-9]+)" _ "${_botan_lines}")
    set(Botan_VERSION_${_part} "${CMAKE_MATCH_1}")
  endforeach()
  set(Botan_VERSION "${Botan_VERSION_MAJOR}.${Botan_VERSION_MINOR}.${Botan_VERSION_PATCH}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  Botan
  REQUIRED_VARS Botan_LIBRARY Botan_INCLUDE_DIR
  VERSION_VAR Botan_VERSION
)
mark_as_advanced(Botan_INCLUDE_DIR Botan_LIBRARY)

if(Botan_FOUND AND NOT TARGET Botan::Botan)
  find_package(Threads REQUIRED)
  add_library(Botan::Botan UNKNOWN IMPORTED)
  set_target_properties(
    Botan::Botan
    PROPERTIES IMPORTED_LOCATION "${Botan_LIBRARY}"
               INTERFACE_INCLUDE_DIRECTORIES "${Botan_INCLUDE_DIR}"
               INTERFACE_LINK_LIBRARIES Threads::Threads
  )
endif()
