# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# `cmake --install` on Windows: the programs with all that they need beside them, which can be packed or carried away as it is.
# windeployqt brings Qt's libraries, plugins and QML modules; what those and the programs load from elsewhere, such as
# SQLite's library, is found by reading them, and what is missing is an error.
set(CMAKE_INSTALL_SYSTEM_RUNTIME_DESTINATION ${CMAKE_INSTALL_BINDIR})
set(CMAKE_INSTALL_UCRT_LIBRARIES OFF) # Windows 10 has it
include(InstallRequiredSystemLibraries)

find_program(WINDEPLOYQT_PROGRAM NAMES windeployqt6 windeployqt
             HINTS ${QT6_INSTALL_PREFIX}/bin ${QT6_INSTALL_PREFIX}/tools/Qt6/bin REQUIRED)
set(banter_library_folders ${QT6_INSTALL_PREFIX}/bin)
if(VCPKG_INSTALLED_DIR)
  list(APPEND banter_library_folders ${VCPKG_INSTALLED_DIR}/${VCPKG_TARGET_TRIPLET}/bin)
endif()
if(MINGW)
  get_filename_component(compiler_folder ${CMAKE_CXX_COMPILER} DIRECTORY)
  list(APPEND banter_library_folders ${compiler_folder})
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/deploy.cmake.in ${CMAKE_BINARY_DIR}/windows/deploy.cmake @ONLY)
install(CODE "set(banter_bin \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}\")
include(\"${CMAKE_BINARY_DIR}/windows/deploy.cmake\")")
