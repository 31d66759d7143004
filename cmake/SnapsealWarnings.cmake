# SPDX-License-Identifier: Apache-2.0
# The warnings that our own code is built with. They are PRIVATE: the library's users get none of them. Presets of
# developers make them errors (CMAKE_COMPILE_WARNING_AS_ERROR); a plain build does not, since other compilers warn of more.
function(snapseal_warnings target)
  if(PROJECT_IS_TOP_LEVEL AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
  endif()
endfunction()
