# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# Icons and translations, embedded in banter_ui: :/icons/*.svg, :/banter.svg and :/i18n/banter_*.qm.
set(resources_dir ${CMAKE_CURRENT_LIST_DIR})
file(GLOB icon_files CONFIGURE_DEPENDS ${resources_dir}/icons/*.svg)
qt_add_resources(banter_ui banter_icons PREFIX / BASE ${resources_dir} FILES ${icon_files} ${resources_dir}/banter.svg)

set(ts_dir ${resources_dir}/translations)
qt_add_lrelease(banter_ui TS_FILES ${ts_dir}/banter_en.ts ${ts_dir}/banter_zh_CN.ts QM_FILES_OUTPUT_VARIABLE qm_files)
qt_add_resources(banter_ui banter_translations PREFIX /i18n BASE ${CMAKE_CURRENT_BINARY_DIR} FILES ${qm_files})

# The models' strings are spoken by the interface, so both are gathered together. English holds plurals only.
# qt_add_lupdate knows neither that nor where the models' headers are.
set(lupdate Qt6::lupdate -silent -no-obsolete -locations none -I ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/qml
            ${PROJECT_SOURCE_DIR}/src/models)
add_custom_target(
  banter_translations_update
  COMMAND ${lupdate} -pluralonly -ts ${ts_dir}/banter_en.ts
  COMMAND ${lupdate} -ts ${ts_dir}/banter_zh_CN.ts
  COMMENT "Gathering the strings to translate")
