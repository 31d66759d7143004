# SPDX-License-Identifier: Apache-2.0
# snapseal_harden(TARGET): what makes a memory error harder to use, in optimised builds of our own: stack protector,
# _FORTIFY_SOURCE, protection against jumps to places that are none (CET, BTI), and no table of functions that stays
# writable. PRIVATE, so that the library's users choose for themselves, and left out where the compiler lacks it.
include(CheckCXXCompilerFlag)
include(CheckLinkerFlag)
include(CheckPIESupported)
check_pie_supported()

set(SNAPSEAL_HARDENING_OPTIONS "")
foreach(_flag IN ITEMS -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
                       -mbranch-protection=standard
)
  string(MAKE_C_IDENTIFIER "SNAPSEAL_HAS${_flag}" _has)
  check_cxx_compiler_flag(${_flag} ${_has})
  if(${_has})
    list(APPEND SNAPSEAL_HARDENING_OPTIONS ${_flag})
  endif()
endforeach()
check_linker_flag(CXX "-Wl,-z,relro,-z,now" SNAPSEAL_HAS_RELRO_NOW)

set(_optimised "$<NOT:$<OR:$<CONFIG:Debug>,$<CONFIG:>>>")
function(snapseal_harden target)
  if(NOT PROJECT_IS_TOP_LEVEL)
    return()
  endif()
  target_compile_options(
    ${target} PRIVATE "$<${_optimised}:${SNAPSEAL_HARDENING_OPTIONS}>"
                      # A compiler may define it by itself.
                      "$<${_optimised}:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=3>"
  )
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "EXECUTABLE")
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  endif()
  if(SNAPSEAL_HAS_RELRO_NOW AND NOT type STREQUAL "OBJECT_LIBRARY")
    target_link_options(${target} PRIVATE "$<${_optimised}:-Wl,-z,relro,-z,now>")
  endif()
endfunction()
