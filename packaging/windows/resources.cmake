# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# What Windows shows of a program's file, and how it runs it: icon, version and manifest. Included by what makes programs.

# banter_windows_resources(TARGET DESCRIPTION)
function(banter_windows_resources target description)
  set(BANTER_WINDOWS_DIR ${PROJECT_SOURCE_DIR}/packaging/windows)
  set(BANTER_PROGRAM ${target})
  set(BANTER_DESCRIPTION ${description})
  string(REPLACE "." "," BANTER_VERSION_COMMAS ${BANTER_VERSION_NUMBER})
  string(APPEND BANTER_VERSION_COMMAS ",0")
  set(BANTER_MANIFEST_LINE)
  if(MSVC)
    # Visual Studio's linker makes a manifest anyway, and merges this one into it.
    target_sources(${target} PRIVATE ${BANTER_WINDOWS_DIR}/banter.manifest)
  else()
    # 1 is a program's manifest, 24 the kind of a manifest (winuser.h).
    set(BANTER_MANIFEST_LINE "1 24 \"${BANTER_WINDOWS_DIR}/banter.manifest\"")
  endif()
  configure_file(${BANTER_WINDOWS_DIR}/program.rc.in ${CMAKE_CURRENT_BINARY_DIR}/${target}.rc @ONLY)
  target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${target}.rc)
endfunction()
