# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# The window's program as Banter.app. The other two are programs for terminals, and stand in it beside the first, so that
# one folder is all of it: Banter.app/Contents/MacOS/banter-cli. Where it is built, a link stands for the program in the bundle.
if(NOT CMAKE_OSX_DEPLOYMENT_TARGET)
  # What Homebrew has was built for this system.
  execute_process(COMMAND sw_vers -productVersion OUTPUT_VARIABLE CMAKE_OSX_DEPLOYMENT_TARGET
                  OUTPUT_STRIP_TRAILING_WHITESPACE)
  string(REGEX REPLACE "^([0-9]+).*" "\\1.0" CMAKE_OSX_DEPLOYMENT_TARGET "${CMAKE_OSX_DEPLOYMENT_TARGET}")
endif()
set(macos_dir ${PROJECT_SOURCE_DIR}/packaging/macos)
configure_file(${macos_dir}/Info.plist.in ${CMAKE_BINARY_DIR}/macos/Info.plist @ONLY)
target_sources(banter PRIVATE ${macos_dir}/banter.icns)
set_source_files_properties(
  ${macos_dir}/banter.icns TARGET_DIRECTORY banter PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
set_target_properties(
  banter PROPERTIES MACOSX_BUNDLE ON OUTPUT_NAME banter MACOSX_BUNDLE_BUNDLE_NAME Banter
                    MACOSX_BUNDLE_INFO_PLIST ${CMAKE_BINARY_DIR}/macos/Info.plist)
add_custom_command(
  TARGET banter
  POST_BUILD
  COMMAND ${CMAKE_COMMAND} -E create_symlink banter.app/Contents/MacOS/banter ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/banter)
