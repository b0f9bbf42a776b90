# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# What `cmake --install` puts where. packaging/deb and packaging/portable make packages of it.

include(GNUInstallDirs)
install(TARGETS banter banter-cli banter-server RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
                                                BUNDLE DESTINATION .)
if(WIN32)
  include(${CMAKE_CURRENT_LIST_DIR}/windows/install.cmake)
elseif(APPLE)
  include(${CMAKE_CURRENT_LIST_DIR}/macos/install.cmake)
endif()
if(UNIX AND NOT APPLE)
  include(${CMAKE_CURRENT_LIST_DIR}/linux/install.cmake)
endif()
install(FILES README.md src/protocol/PROTOCOL.md src/dialects/profile/PROFILES.md LICENSE
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/banter)
add_custom_target(
  uninstall
  COMMAND ${CMAKE_COMMAND} -DMANIFEST=${CMAKE_BINARY_DIR}/install_manifest.txt -P
          ${PROJECT_SOURCE_DIR}/packaging/uninstall.cmake
  COMMENT "Removing what was installed")
