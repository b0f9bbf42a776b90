# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# A module is a folder under src/ and one static library. It may include only the modules it names here, so that the link
# line enforces the layers.

add_library(banter_options INTERFACE)
target_compile_definitions(banter_options INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
                                                    QT_NO_CAST_FROM_BYTEARRAY QT_NO_KEYWORDS
                                                    QT_NO_FOREACH QT_NO_JAVA_STYLE_ITERATORS)
if(MSVC)
  target_compile_options(banter_options INTERFACE /W4 /utf-8 $<$<BOOL:${BANTER_WARNINGS_AS_ERRORS}>:/WX>)
else()
  target_compile_options(
    banter_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion $<$<BOOL:${BANTER_WARNINGS_AS_ERRORS}>:-Werror>)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # With -O2 it warns of std::string's own operator+ (GCC bug 105651, put right in 13).
  target_compile_options(banter_options INTERFACE -Wno-restrict)
endif()
if(BANTER_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

if(BANTER_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
  if(NOT BANTER_SANITIZE)
    add_link_options(-fsanitize=fuzzer-no-link)
  endif()
endif()

# Most of a compile is the same Qt headers again: with BANTER_PCH they are compiled once, here for the libraries and in
# tests/ for the test programs (GCC takes no such header from another -fpic or -fpie). Off by default, so that a file
# that forgot an include is noticed in every-day builds.
function(banter_precompile target)
  if(BANTER_PCH)
    target_precompile_headers(${target} REUSE_FROM ${ARGN})
  endif()
endfunction()
set(BANTER_PCH_HEADERS
    <algorithm>
    <functional>
    <map>
    <memory>
    <optional>
    <string>
    <variant>
    <vector>
    <QByteArray>
    <QDateTime>
    <QHash>
    <QJsonObject>
    <QList>
    <QMap>
    <QObject>
    <QString>
    <QStringList>
    <QUrl>
    <QVariant>)
if(BANTER_PCH)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/pch/library.cpp CONTENT "")
  add_library(banter_pch STATIC ${CMAKE_BINARY_DIR}/pch/library.cpp)
  target_link_libraries(banter_pch PRIVATE Qt6::Core banter_options)
  target_precompile_headers(banter_pch PRIVATE ${BANTER_PCH_HEADERS})
endif()

# What a module shows to others is a folder that holds nothing but a link to it. A module that is not on the link line can
# therefore not be included. Windows needs a privilege for such links, so there the whole of src/ is visible.
function(banter_module_root name folder out)
  if(WIN32)
    set(${out} ${PROJECT_SOURCE_DIR}/src PARENT_SCOPE)
    return()
  endif()
  set(root ${CMAKE_BINARY_DIR}/modules/${name})
  get_filename_component(parent ${root}/${folder} DIRECTORY)
  file(MAKE_DIRECTORY ${parent})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/src/${folder} ${root}/${folder} SYMBOLIC)
  set(${out} ${root} PARENT_SCOPE)
endfunction()

# banter_module(NAME LINK LIBRARY... [PRIVATE LIBRARY...]): every .cpp and .h in the folder, not in folders below it.
function(banter_module name)
  cmake_parse_arguments(ARG "" "" "LINK;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
  banter_module_root(${name} ${folder} root)
  add_library(banter_${name} STATIC ${sources})
  set_target_properties(banter_${name} PROPERTIES AUTOMOC ON LINKER_LANGUAGE CXX)
  target_include_directories(banter_${name} PUBLIC ${root})
  target_link_libraries(banter_${name} PUBLIC ${ARG_LINK} PRIVATE banter_options ${ARG_PRIVATE})
  banter_precompile(banter_${name} banter_pch)
endfunction()
