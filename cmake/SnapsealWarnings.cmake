# SPDX-License-Identifier: Apache-2.0
# Our own code is built with these; PRIVATE, so that who uses the library gets none of them.
function(snapseal_warnings target)
  if(PROJECT_IS_TOP_LEVEL AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(
      ${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
    )
  endif()
endfunction()
