# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# What `cmake --install` puts where, and the Debian package that packaging/deb makes of it.

include(GNUInstallDirs)
install(TARGETS banter banter-cli banter-server RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
                                                BUNDLE DESTINATION .)
if(WIN32)
  include(${CMAKE_CURRENT_LIST_DIR}/windows/install.cmake)
elseif(APPLE)
  include(${CMAKE_CURRENT_LIST_DIR}/macos/install.cmake)
endif()
if(UNIX AND NOT APPLE)
  install(FILES packaging/linux/chat.banter.Banter.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  install(FILES packaging/linux/chat.banter.Banter.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
  install(
    FILES resources/banter.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps
    RENAME chat.banter.Banter.svg)
endif()
install(FILES README.md src/protocol/PROTOCOL.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_PACKAGE_NAME banter)
set(CPACK_PACKAGE_VENDOR "The Banter authors")
set(CPACK_PACKAGE_CONTACT "The Banter authors <banter@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "chat in rooms, with presence, typing and live cursors")
set(CPACK_PACKAGE_DESCRIPTION
    "A native chat program with an embedded server, a server without a window, and a
program for scripts and bots. Messages that were written without a network are
sent when it is back, each exactly once.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Found at run time by name, so that no tool can see them in the programs: QML's modules, the driver of SQLite, the
# reader of SVG.
# The last is in the library's package on Debian 12, and one of its own on 13.
set(svg_package libqt6svg6)
execute_process(COMMAND dpkg-query -S */imageformats/libqsvg.so OUTPUT_VARIABLE svg_owner ERROR_QUIET)
if(svg_owner MATCHES "^([a-z0-9.+-]+)(:[a-z0-9]+)?: ")
  set(svg_package ${CMAKE_MATCH_1})
endif()
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "libqt6sql6-sqlite, ${svg_package}, qml6-module-qtqml, qml6-module-qtqml-models, qml6-module-qtqml-workerscript, qml6-module-qtquick, qml6-module-qtquick-window, qml6-module-qtquick-controls, qml6-module-qtquick-templates, qml6-module-qtquick-layouts, qml6-module-qtquick-dialogs, qml6-module-qt-labs-folderlistmodel, qml6-module-qt-labs-platform"
)
# QtKeychain asks the desktop's keychain through libsecret when it is there, and KWallet over D-Bus otherwise.
# libxss1 tells on X11 whether somebody is at the computer, where the desktop does not.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libsecret-1-0, libxss1, fonts-noto-color-emoji")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "fonts-noto-cjk")
include(CPack)
