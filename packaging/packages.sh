# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# What each system calls the things that Banter is made of. Sourced by lib.sh; `packages SYSTEM PURPOSE` prints names.
# PURPOSE: build (always), test, node (for tests, where there is no Node.js from elsewhere), display (a virtual display where
# there is none), deb (a Debian package), portable (the archive with Qt in it), check (roots to try them in).

# The plugins that read SVG are a package of its own from Debian 13 on, and before that in the library's. What is
# installed says it without a network; else what apt knows.
debian_svg() {
    if files=$(dpkg -L libqt6svg6 2>/dev/null); then
        case $files in *libqsvg.so*) return ;; esac
        echo qt6-svg-plugins
    elif apt-cache show qt6-svg-plugins >/dev/null 2>&1; then
        echo qt6-svg-plugins
    fi
}

packages() {
    case $1-$2 in
    debian-build)
        echo build-essential cmake ninja-build pkgconf \
            qt6-base-dev qt6-declarative-dev qt6-declarative-dev-tools qt6-websockets-dev qt6-svg-dev $(debian_svg) qt6-tools-dev \
            qt6-tools-dev-tools qt6-l10n-tools qtkeychain-qt6-dev libqt6sql6-sqlite libmd4c-dev libsimdjson-dev libsodium-dev \
            qml6-module-qtquick qml6-module-qtquick-window qml6-module-qtquick-controls \
            qml6-module-qtquick-templates qml6-module-qtquick-layouts qml6-module-qtquick-dialogs \
            qml6-module-qtqml qml6-module-qtqml-models qml6-module-qtqml-workerscript \
            qml6-module-qt-labs-folderlistmodel qml6-module-qt-labs-platform fonts-dejavu-core
        ;;
    debian-test) echo qml6-module-qttest clang-format dbus python3-websockets redis-server ;;
    debian-node) echo nodejs npm ;;
    debian-display) echo xvfb xauth fonts-noto-color-emoji ;;
    debian-deb) echo appstream debhelper desktop-file-utils dpkg-dev file lintian ;;
    debian-check) echo mmdebstrap systemd-container ;;
    debian-portable) echo file patchelf qt6-wayland xz-utils ;;
    fedora-build)
        echo gcc-c++ cmake ninja-build pkgconf-pkg-config \
            qt6-qtbase-devel qt6-qtdeclarative-devel qt6-qtwebsockets-devel qt6-qtsvg-devel qt6-qttools-devel \
            qtkeychain-qt6-devel md4c-devel simdjson-devel libsodium-devel dejavu-sans-fonts
        ;;
    fedora-test) echo clang-tools-extra dbus-daemon python3-websockets redis ;;
    fedora-node) echo nodejs npm ;;
    fedora-display) echo xorg-x11-server-Xvfb xorg-x11-xauth google-noto-color-emoji-fonts ;;
    arch-build)
        echo base-devel cmake ninja pkgconf qt6-base qt6-declarative qt6-websockets qt6-svg qt6-tools \
            qtkeychain-qt6 md4c simdjson libsodium ttf-dejavu
        ;;
    arch-test) echo clang dbus python-websockets valkey ;;
    arch-node) echo nodejs npm ;;
    arch-display) echo xorg-server-xvfb xorg-xauth noto-fonts-emoji ;;
    macos-build) echo cmake ninja pkgconf qtbase qtdeclarative qtsvg qttools qtwebsockets qtkeychain md4c simdjson libsodium ;;
    macos-test) echo clang-format redis ;;
    macos-node) echo node ;;
    macos-display) ;;
    msys2-build)
        for name in gcc cmake ninja pkgconf qt6-base qt6-declarative qt6-websockets qt6-svg qt6-tools qtkeychain-qt6 \
            md4c simdjson libsodium; do
            echo "${MINGW_PACKAGE_PREFIX:-mingw-w64-ucrt-x86_64}-$name"
        done
        ;;
    msys2-*) ;;
    esac
}
