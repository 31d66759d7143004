# SPDX-License-Identifier: Apache-2.0
# Manual pages and completions: made of the program's grammar when it is built, installed with it.
set(SNAPSEAL_BUILD_MANUAL AUTO CACHE STRING "Make manual pages and completions: ON, OFF, or AUTO, which is ON if scdoc is there")
set_property(CACHE SNAPSEAL_BUILD_MANUAL PROPERTY STRINGS AUTO ON OFF)

# The program has to run where it is built.
find_program(SNAPSEAL_SCDOC scdoc)
mark_as_advanced(SNAPSEAL_SCDOC)
if(SNAPSEAL_BUILD_MANUAL STREQUAL "AUTO")
  if(SNAPSEAL_SCDOC AND NOT CMAKE_CROSSCOMPILING)
    set(snapseal_manual ON)
  else()
    set(snapseal_manual OFF)
  endif()
else()
  set(snapseal_manual ${SNAPSEAL_BUILD_MANUAL})
endif()
if(NOT snapseal_manual)
  return()
endif()
if(NOT SNAPSEAL_SCDOC)
  message(FATAL_ERROR "SNAPSEAL_BUILD_MANUAL=ON needs scdoc (Debian: apt install scdoc)")
endif()

find_package(CLI11 2.1 REQUIRED)
add_executable(snapseal_manual "${PROJECT_SOURCE_DIR}/src/cli/manual/manual.cpp" "${PROJECT_SOURCE_DIR}/src/cli/manual/tidy_roff.cpp"
                               $<TARGET_OBJECTS:snapseal_cli_objects>)
target_include_directories(snapseal_manual PRIVATE "${PROJECT_SOURCE_DIR}/src/cli")
target_link_libraries(snapseal_manual PRIVATE snapseal::snapseal CLI11::CLI11)
snapseal_warnings(snapseal_manual)

# Short forms have the page of the long one.
set(snapseal_page_aliases keygen pubkey)
file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/man/*.1.scd")
if(NOT TARGET snapseal_sandbox)
  list(FILTER sources EXCLUDE REGEX "/snapseal-sandbox\\.1\\.scd$")
endif()
set(man_dir "${PROJECT_BINARY_DIR}/man")
set(made "")
foreach(source IN LISTS sources)
  get_filename_component(name "${source}" NAME_WLE)
  add_custom_command(
    OUTPUT "${man_dir}/${name}"
    COMMAND snapseal_manual "${source}" > "${man_dir}/${name}.scd"
    COMMAND "${SNAPSEAL_SCDOC}" < "${man_dir}/${name}.scd" > "${man_dir}/${name}.roff"
    COMMAND snapseal_manual --tidy < "${man_dir}/${name}.roff" > "${man_dir}/${name}"
    DEPENDS snapseal_manual "${source}"
    VERBATIM
  )
  list(APPEND made "${man_dir}/${name}")
endforeach()
file(MAKE_DIRECTORY "${man_dir}")
foreach(alias IN LISTS snapseal_page_aliases)
  file(CREATE_LINK snapseal-key.1 "${man_dir}/snapseal-${alias}.1" SYMBOLIC)
endforeach()

set(completion_dir "${PROJECT_BINARY_DIR}/completions")
file(MAKE_DIRECTORY "${completion_dir}")
foreach(shell IN ITEMS bash zsh fish)
  add_custom_command(
    OUTPUT "${completion_dir}/${shell}"
    COMMAND snapseal_cli completion ${shell} > "${completion_dir}/${shell}"
    DEPENDS snapseal_cli
    VERBATIM
  )
  list(APPEND made "${completion_dir}/${shell}")
endforeach()
add_custom_target(snapseal_manual_pages ALL DEPENDS ${made})

if(SNAPSEAL_INSTALL)
  install(DIRECTORY "${man_dir}/" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" FILES_MATCHING PATTERN "*.1")
  install(FILES "${completion_dir}/bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME snapseal)
  install(FILES "${completion_dir}/zsh" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions" RENAME _snapseal)
  install(FILES "${completion_dir}/fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" RENAME snapseal.fish)
endif()
