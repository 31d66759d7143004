# SPDX-License-Identifier: Apache-2.0
# snapseal_c_program(TARGET): a program in C99 over the C interface. A sanitizer is asked for by the flags of C++; such a program
# needs them too, since the sanitizer's runtime must come first.
function(snapseal_c_program target)
  target_link_libraries(${target} PRIVATE snapseal::c)
  set_target_properties(
    ${target} PROPERTIES C_STANDARD 99 C_STANDARD_REQUIRED ON LINKER_LANGUAGE C
  )
  if(PROJECT_IS_TOP_LEVEL AND CMAKE_C_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(${target} PRIVATE -pedantic-errors -Wall -Wextra)
  endif()
  set(flags "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_DEBUG}")
  if(flags MATCHES "sanitize")
    separate_arguments(sanitized UNIX_COMMAND "${flags}")
    list(FILTER sanitized INCLUDE REGEX "^-f")
    target_compile_options(${target} PRIVATE ${sanitized})
    set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
  endif()
endfunction()
