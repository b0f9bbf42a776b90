# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# What packaging/run and packaging/test share: saying what is done, installing what is missing, building a preset.
# The sourcing script has set ROOT to the top of the source tree.

. "$ROOT/packaging/packages.sh"

say() { printf '==> %s\n' "$*"; }

stop() {
    printf 'Banter: %s\n' "$*" >&2
    exit 1
}

# debian, fedora, arch, macos, or unknown.
system_family() {
    if [ "$(uname -s)" = Darwin ]; then
        echo macos
    elif command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; then
        echo debian
    elif command -v dnf >/dev/null 2>&1; then
        echo fedora
    elif command -v pacman >/dev/null 2>&1; then
        echo arch
    else
        echo unknown
    fi
}

# missing FAMILY PACKAGE...: those that are not installed, on one line. Needs no network.
missing() {
    family=$1
    shift
    case $family in
    debian)
        # A virtual package is installed when another one provides it, so both columns count.
        dpkg-query -W -f='${db:Status-Abbrev}|${Package}, ${Provides}\n' 2>/dev/null | awk -v wanted="$*" '
            /^.i/ {
                sub(/^[^|]*\|/, "")
                count = split($0, names, ", *")
                for (i = 1; i <= count; i++) { sub(/ .*/, "", names[i]); here[names[i]] = 1 }
            }
            END {
                count = split(wanted, names, " ")
                for (i = 1; i <= count; i++) if (!(names[i] in here)) line = line (line == "" ? "" : " ") names[i]
                print line
            }'
        ;;
    fedora) for name; do rpm -q --whatprovides "$name" >/dev/null 2>&1 || printf '%s ' "$name"; done ;;
    arch) pacman -T "$@" 2>/dev/null | tr '\n' ' ' ;;
    macos) for name; do brew list --versions "$name" >/dev/null 2>&1 || printf '%s ' "$name"; done ;;
    esac
}

# Runs a command as root, or says what somebody who is root has to run.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        stop "packages are missing and this is neither root nor is sudo here. As root, run: $*"
    fi
}

# install FAMILY PACKAGE...
install() {
    family=$1
    shift
    case $family in
    debian)
        as_root env DEBIAN_FRONTEND=noninteractive sh -c \
            'apt-get -qq update && apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install "$@"' apt-get "$@"
        ;;
    fedora) as_root dnf -q -y install "$@" ;;
    arch) as_root pacman -Sy --needed --noconfirm "$@" ;;
    macos) brew install "$@" ;;
    esac
}

# ensure_packages PURPOSE...: installs what is missing for these purposes; nothing and no network when all is here.
ensure_packages() {
    system=$(system_family)
    if [ "$system" = unknown ]; then
        say "This system's packages are not known here. Banter needs: a C++20 compiler, CMake 3.21, Ninja, Qt 6.4 or"
        say "newer (base, declarative, websockets, svg, tools), QtKeychain for Qt 6, simdjson and libsodium."
        return
    fi
    if [ "$system" = macos ] && ! command -v brew >/dev/null 2>&1; then
        stop "Homebrew is missing. Install it from https://brew.sh and run this again."
    fi
    wanted=
    for purpose; do wanted="$wanted $(packages "$system" "$purpose")"; done
    # shellcheck disable=SC2086 # names have no spaces, and are meant to be split
    lacking=$(missing "$system" $wanted)
    if [ -z "$(echo "$lacking" | tr -d ' ')" ]; then
        say "All packages are here."
        return
    fi
    # shellcheck disable=SC2086
    set -- $lacking
    say "Installing $# missing packages: $*"
    mkdir -p "$ROOT/build"
    if ! install "$system" "$@" >"$ROOT/build/packages.log" 2>&1; then
        tail -n 15 "$ROOT/build/packages.log" >&2
        stop "the packages could not be installed, see build/packages.log. Debian 12 and Ubuntu 24.04 are the oldest" \
            "that have Qt 6.4; a machine without a network needs these packages beforehand: $*"
    fi
}

# ensure_tools: for systems whose packages are not known, and for damaged ones.
ensure_tools() {
    for tool in cmake ninja; do
        command -v "$tool" >/dev/null 2>&1 || stop "$tool is missing: install it and run this again."
    done
    command -v c++ >/dev/null 2>&1 || command -v g++ >/dev/null 2>&1 || command -v clang++ >/dev/null 2>&1 ||
        stop "a C++ compiler is missing: install GCC 12 or Clang 14 or newer and run this again."
    if [ "$(uname -s)" = Darwin ] && command -v brew >/dev/null 2>&1; then
        CMAKE_PREFIX_PATH="$(brew --prefix qt):$(brew --prefix)${CMAKE_PREFIX_PATH:+:$CMAKE_PREFIX_PATH}"
        export CMAKE_PREFIX_PATH
    fi
}

# build_preset PRESET [TARGET...]: configures when it has to, then builds.
build_preset() {
    preset=$1
    shift
    # find gives its name only when it is newer than the file that configuring writes last.
    if [ ! -f "$ROOT/build/$preset/build.ninja" ] ||
        [ -n "$(find "$ROOT/CMakePresets.json" -newer "$ROOT/build/$preset/build.ninja")" ]; then
        say "Configuring the $preset preset."
        # What an earlier try did not find stays in the cache as not found, even when it is here now.
        rm -f "$ROOT/build/$preset/CMakeCache.txt"
        (cd "$ROOT" && cmake --preset "$preset") || stop "CMake could not configure; the reason is above."
    fi
    say "Building the $preset preset."
    if [ $# -gt 0 ]; then
        set -- --target "$@"
    fi
    (cd "$ROOT" && cmake --build --preset "$preset" "$@") || stop "the build failed; the reason is above."
}
