# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# Icons and translations, embedded in banter_ui: :/icons/*.svg, :/banter.svg and :/i18n/banter_*.qm.
set(resources_dir ${CMAKE_CURRENT_LIST_DIR})
file(GLOB icon_files CONFIGURE_DEPENDS ${resources_dir}/icons/*.svg)
qt_add_resources(banter_ui banter_icons PREFIX / BASE ${resources_dir} FILES ${icon_files} ${resources_dir}/banter.svg)

# The strings of the models are spoken by the interface, so both are translated together. English only holds plurals.
file(GLOB spoken_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/models/*.cpp ${PROJECT_SOURCE_DIR}/src/models/*.h)
foreach(file IN LISTS qml_files)
  list(APPEND spoken_files ${PROJECT_SOURCE_DIR}/qml/${file})
endforeach()
set(ts_files ${resources_dir}/translations/banter_en.ts ${resources_dir}/translations/banter_zh_CN.ts)
qt_add_translations(
  banter_ui
  TS_FILES ${ts_files}
  SOURCES ${spoken_files}
  RESOURCE_PREFIX /i18n
  LUPDATE_OPTIONS -locations none -no-obsolete)
