# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# Fails when a string of the interface or of the models has no translation, or a translation no string any more.
# LUPDATE, SOURCE and WORK (a folder to write in) come from the command line.
file(REMOVE_RECURSE ${WORK})
foreach(language en zh_CN)
  set(kept ${SOURCE}/resources/translations/banter_${language}.ts)
  set(fresh ${WORK}/banter_${language}.ts)
  configure_file(${kept} ${fresh} COPYONLY)
  set(options -silent -no-obsolete -locations none)
  if(language STREQUAL en)
    list(APPEND options -pluralonly)
  endif()
  execute_process(
    COMMAND ${LUPDATE} ${options} -I ${SOURCE}/src ${SOURCE}/qml ${SOURCE}/src/models -ts ${fresh}
    RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "lupdate failed")
  endif()
  file(READ ${fresh} text)
  if(text MATCHES "type=\"unfinished\"")
    message(FATAL_ERROR "${language}: strings without a translation. Build banter_translations_update and translate them.")
  endif()
  file(READ ${kept} before)
  if(NOT before STREQUAL text)
    message(FATAL_ERROR "${language}: translations of strings that are gone. Build banter_translations_update.")
  endif()
  string(REGEX MATCHALL "<source>" sources "${text}")
  list(LENGTH sources count)
  message(STATUS "${language}: ${count} strings")
endforeach()
