# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# The one place that knows the version. BANTER_VERSION_NUMBER is "0.1.0"; BANTER_VERSION_TEXT is the same at a release, and
# "0.1.0+12.gabcdef1" twelve commits behind one. It is the release's tag in git, "v0.1.0"; in an archive that git made, what it
# wrote into version.txt; or what a packager says with -DBANTER_VERSION_TEXT. Before the first tag it is the number below.
# Found when CMake configures, not at every build. `cmake -P packaging/version.cmake` prints it.
set(banter_first_version 0.1.0)

function(banter_describe out)
  find_program(GIT_PROGRAM git)
  mark_as_advanced(GIT_PROGRAM)
  set(described)
  # The tree's own repository: not that of somebody who has unpacked an archive inside of one.
  if(GIT_PROGRAM AND EXISTS ${CMAKE_CURRENT_LIST_DIR}/../.git)
    execute_process(
      COMMAND ${GIT_PROGRAM} describe --tags --match "v[0-9]*" --abbrev=7
      WORKING_DIRECTORY ${CMAKE_CURRENT_LIST_DIR}
      OUTPUT_VARIABLE described
      OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  elseif(EXISTS ${CMAKE_CURRENT_LIST_DIR}/version.txt)
    file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/version.txt described LIMIT_COUNT 1)
  endif()
  set(${out} "${described}" PARENT_SCOPE)
endfunction()

if(NOT BANTER_VERSION_TEXT)
  banter_describe(banter_described)
  if(banter_described MATCHES "^v([0-9]+\\.[0-9]+\\.[0-9]+)-([0-9]+)-(g[0-9a-f]+)$")
    set(BANTER_VERSION_TEXT ${CMAKE_MATCH_1}+${CMAKE_MATCH_2}.${CMAKE_MATCH_3})
  elseif(banter_described MATCHES "^v([0-9]+\\.[0-9]+\\.[0-9]+)$")
    set(BANTER_VERSION_TEXT ${CMAKE_MATCH_1})
  else()
    set(BANTER_VERSION_TEXT ${banter_first_version})
  endif()
endif()
if(NOT BANTER_VERSION_TEXT MATCHES "^([0-9]+\\.[0-9]+\\.[0-9]+)([+~-][0-9A-Za-z.+~-]*)?$")
  message(FATAL_ERROR "'${BANTER_VERSION_TEXT}' is no version: it begins with three numbers, as 0.1.0 does.")
endif()
set(BANTER_VERSION_NUMBER ${CMAKE_MATCH_1})

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  execute_process(COMMAND ${CMAKE_COMMAND} -E echo ${BANTER_VERSION_TEXT})
endif()
