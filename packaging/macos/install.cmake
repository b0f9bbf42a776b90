# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# `cmake --install` on a Mac: Banter.app with all three programs, and with what they need of Qt and of Homebrew in it
# (macdeployqt). Not signed: packaging/macos/sign does it, from the inside to the outside.
find_program(MACDEPLOYQT_PROGRAM NAMES macdeployqt6 macdeployqt HINTS ${QT6_INSTALL_PREFIX}/bin REQUIRED)
install(CODE "
set(app \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/banter.app\")
set(programs)
foreach(program banter-cli banter-server)
  file(COPY \"${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/\${program}\" DESTINATION \"\${app}/Contents/MacOS\")
  list(APPEND programs \"-executable=\${app}/Contents/MacOS/\${program}\")
endforeach()
execute_process(
  COMMAND \"${MACDEPLOYQT_PROGRAM}\" \"\${app}\" \${programs} \"-qmldir=${PROJECT_SOURCE_DIR}/qml\" -always-overwrite -verbose=1
  COMMAND_ERROR_IS_FATAL ANY)
# The name that people see of a bundle is that of its folder.
set(shown \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/Banter.app\")
file(REMOVE_RECURSE \"\${shown}.new\")
file(RENAME \"\${app}\" \"\${shown}.new\")
file(REMOVE_RECURSE \"\${shown}\")
file(RENAME \"\${shown}.new\" \"\${shown}\")
")
