# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# What a Linux desktop, its shells and systemd need beside the programs.
set(linux_dir ${CMAKE_CURRENT_LIST_DIR})
set(linux_made ${CMAKE_BINARY_DIR}/linux)

# The day of the newest version, as the desktop's software centre shows it.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${linux_dir}/chat.banter.Banter.metainfo.xml)
file(READ ${linux_dir}/chat.banter.Banter.metainfo.xml metainfo)
if(NOT metainfo MATCHES "<release version=\"[^\"]*\" date=\"([0-9-]+)\"")
  message(FATAL_ERROR "The metainfo file says of no version when it was released.")
endif()
set(release_day ${CMAKE_MATCH_1})

# Man pages and completions say what the programs say with --help.
set(summary_banter "chat in rooms, with presence, typing and live cursors")
set(summary_banter-cli "chat from scripts, bots and tests")
set(summary_banter-server "chat server for a team, without a window")
set(help_dir ${linux_dir}/help)
set(help_scripts commands.awk man.awk words.awk bash.awk zsh.awk fish.awk)
list(TRANSFORM help_scripts PREPEND ${help_dir}/)
set(help_files)
foreach(program banter banter-cli banter-server)
  set(made ${linux_made}/${program}.1 ${linux_made}/${program}.bash ${linux_made}/_${program}
           ${linux_made}/${program}.fish)
  add_custom_command(
    OUTPUT ${made}
    # What a program leaves to the system at its end is no matter here, also in a build that looks for it.
    COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 sh ${help_dir}/generate $<TARGET_FILE:${program}> "${summary_${program}}" ${PROJECT_VERSION}
            ${release_day} ${linux_made}
    DEPENDS ${program} ${help_dir}/generate ${help_scripts}
    COMMENT "Man page and completions of ${program}"
    VERBATIM)
  list(APPEND help_files ${made})
  install(FILES ${linux_made}/${program}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${linux_made}/${program}.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
          RENAME ${program})
  install(FILES ${linux_made}/_${program} DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
  install(FILES ${linux_made}/${program}.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endforeach()
add_custom_target(banter_help ALL DEPENDS ${help_files})

# The desktop.
install(FILES ${linux_dir}/chat.banter.Banter.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${linux_dir}/chat.banter.Banter.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${linux_dir}/autostart/chat.banter.Banter.desktop
        DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/xdg/autostart)
configure_file(${linux_dir}/chat.banter.Banter.service.in ${linux_made}/chat.banter.Banter.service @ONLY)
install(FILES ${linux_made}/chat.banter.Banter.service DESTINATION ${CMAKE_INSTALL_DATADIR}/dbus-1/services)
install(
  FILES ${PROJECT_SOURCE_DIR}/resources/banter.svg
  DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps
  RENAME chat.banter.Banter.svg)
foreach(size 16 22 24 32 48 64 128 256 512)
  install(
    FILES ${linux_dir}/icons/${size}.png
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps
    RENAME chat.banter.Banter.png)
endforeach()

# systemd, which has its folders beside the programs' and not with the libraries of an architecture.
configure_file(${linux_dir}/systemd/banter-server.service.in ${linux_made}/banter-server.service @ONLY)
install(FILES ${linux_made}/banter-server.service ${linux_dir}/systemd/banter-server.socket
        DESTINATION lib/systemd/system)
install(FILES ${linux_dir}/systemd/banter-server.sysusers DESTINATION lib/sysusers.d RENAME banter-server.conf)
install(FILES ${linux_dir}/systemd/banter-server.tmpfiles DESTINATION lib/tmpfiles.d RENAME banter-server.conf)
