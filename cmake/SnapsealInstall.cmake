# SPDX-License-Identifier: Apache-2.0
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/snapseal")
install(
  TARGETS ${SNAPSEAL_TARGETS}
  EXPORT snapsealTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
)
if(SNAPSEAL_BUILD_C)
  install(
    TARGETS snapseal_c snapseal_c_static
    EXPORT snapsealTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  )
endif()
# Beside the others, and in no target's file set: who includes it brings nlohmann/json.
install(
  FILES "${PROJECT_SOURCE_DIR}/include/snapseal/nlohmann.hpp"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/snapseal"
)
install(EXPORT snapsealTargets NAMESPACE snapseal:: DESTINATION "${package_dir}")

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/snapsealConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/snapsealConfig.cmake" INSTALL_DESTINATION "${package_dir}"
)
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/snapsealConfigVersion.cmake" COMPATIBILITY SameMinorVersion
)
install(
  FILES "${PROJECT_BINARY_DIR}/snapsealConfig.cmake"
        "${PROJECT_BINARY_DIR}/snapsealConfigVersion.cmake"
        "${PROJECT_SOURCE_DIR}/cmake/FindBotan.cmake"
  DESTINATION "${package_dir}"
)
if(SNAPSEAL_WITH_PKCS11)
  install(FILES "${PROJECT_SOURCE_DIR}/cmake/FindP11Kit.cmake" DESTINATION "${package_dir}")
endif()

# A static library's users link Botan, p11-kit and libcrypto themselves, a shared one's do not.
if(BUILD_SHARED_LIBS)
  set(pc_libs "-lsnapseal")
  set(pc_requires "")
  set(pc_cflags "")
else()
  set(pc_libs
      "-lsnapseal_api -lsnapseal_explain -lsnapseal_signing -lsnapseal_response -lsnapseal_keys -lsnapseal_core"
  )
  set(pc_requires "botan-${Botan_VERSION_MAJOR}")
  if(SNAPSEAL_WITH_PKCS11)
    string(APPEND pc_requires ", p11-kit-1")
  endif()
  if(SNAPSEAL_WITH_OPENSSL)
    string(APPEND pc_requires ", libcrypto >= 3")
  endif()
  set(pc_cflags " -DSNAPSEAL_STATIC_DEFINE")
endif()
# Told from the file's own place, so that an installed tree can be moved.
file(RELATIVE_PATH pc_up "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
set(pc_prefix "\${pcfiledir}/${pc_up}")
configure_file("${PROJECT_SOURCE_DIR}/cmake/snapseal.pc.in" "${PROJECT_BINARY_DIR}/snapseal.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/snapseal.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
if(SNAPSEAL_BUILD_C)
  configure_file(
    "${PROJECT_SOURCE_DIR}/cmake/snapseal-c.pc.in" "${PROJECT_BINARY_DIR}/snapseal-c.pc" @ONLY
  )
  install(FILES "${PROJECT_BINARY_DIR}/snapseal-c.pc"
          DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
  )
endif()

if(SNAPSEAL_BUILD_CLI)
  install(TARGETS snapseal_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
