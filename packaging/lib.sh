# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# What packaging/run and packaging/test share: saying what is done, installing what is missing, building a preset.
# The sourcing script has set ROOT to the top of the source tree. From the environment: BANTER_BUILD, a folder for what is
# built instead of build/ in the tree, and BANTER_WARNINGS_AS_ERRORS, ON or OFF over what the presets say.

. "$ROOT/packaging/packages.sh"

say() { printf '==> %s\n' "$*"; }

stop() {
    printf 'Banter: %s\n' "$*" >&2
    exit 1
}

# Sets BUILD, the folder of everything that is made: BANTER_BUILD, or build in the tree.
open_build_folder() {
    BUILD=${BANTER_BUILD:-$ROOT/build}
    if ! mkdir -p -- "$BUILD" 2>/dev/null || [ ! -w "$BUILD" ]; then
        stop "nothing can be written to $BUILD. Name a folder for what is built:

    BANTER_BUILD=\"\$HOME/banter-build\" $0
"
    fi
    BUILD=$(CDPATH='' cd -- "$BUILD" && pwd)
}

# debian, fedora, arch, macos, msys2 (on Windows), or unknown.
system_family() {
    if [ "$(uname -s)" = Darwin ]; then
        echo macos
    elif [ -n "${MSYSTEM:-}" ] && command -v pacman >/dev/null 2>&1; then
        echo msys2
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
    arch | msys2) pacman -T "$@" 2>/dev/null | tr '\n' ' ' ;;
    macos) for name; do brew list --versions "$name" >/dev/null 2>&1 || printf '%s ' "$name"; done ;;
    esac
}

# Sets AS_ROOT to what goes before a command that root has to run. sudo asks for the password here, in sight; 1 when this
# is not root and sudo is missing or refuses.
become_root() {
    AS_ROOT=
    [ "$(id -u)" -eq 0 ] && return
    AS_ROOT=sudo
    command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || sudo -v; }
}

# install_line FAMILY PACKAGE...: what root types to install them.
install_line() {
    family=$1
    shift
    case $family in
    debian) echo "apt-get update && apt-get install -y --no-install-recommends $*" ;;
    fedora) echo "dnf install $*" ;;
    arch) echo "pacman -Sy --needed $*" ;;
    macos) echo "brew install $*" ;;
    msys2) echo "pacman -S --needed $*" ;;
    esac
}

# Reads what apt says of itself for programs, on lines such as "dlstatus:1:12.5:Retrieving file 1 of 9"; shows each ten
# percent, on a line that is written over where there is a terminal.
show_progress() {
    shown=
    while IFS=: read -r kind _ percent _; do
        case $kind in
        dlstatus) step=Fetched ;;
        pmstatus) step=Installed ;;
        *) continue ;;
        esac
        percent=${percent%%.*}
        case $percent in '' | *[!0-9]*) continue ;; esac
        step="$step $((percent / 10 * 10)) %"
        [ "$step" = "$shown" ] && continue
        shown=$step
        if [ -t 1 ]; then printf '\r==> %s  ' "$step"; else say "$step"; fi
    done
    if [ -t 1 ] && [ -n "$shown" ]; then echo; fi
}

# apt's progress goes to the standard output, all else that it says to the standard error.
apt_install() {
    # shellcheck disable=SC2086 # nothing, or one word
    $AS_ROOT env DEBIAN_FRONTEND=noninteractive sh -c '
        exec 3>&1 >&2
        apt-get -qq update && apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 -o APT::Status-Fd=3 install "$@"' \
        apt-get "$@"
}

# install FAMILY PACKAGE...: shows how far it is; 1 when it failed.
install() {
    family=$1
    shift
    log=$BUILD/packages.log
    case $family in
    debian)
        rm -f "$log.ok"
        { apt_install "$@" 2>"$log" && : >"$log.ok"; } | show_progress
        if [ ! -f "$log.ok" ]; then
            tail -n 15 "$log" >&2
            return 1
        fi
        rm -f "$log.ok"
        ;;
    fedora) $AS_ROOT dnf -y install "$@" ;;
    arch) $AS_ROOT pacman -Sy --needed --noconfirm "$@" ;;
    macos) brew install "$@" ;;
    msys2) pacman -S --needed --noconfirm "$@" ;;
    esac
}

# ensure_packages PURPOSE...: installs what is missing for these purposes; nothing and no network when all is here.
ensure_packages() {
    system=$(system_family)
    if [ "$system" = unknown ]; then
        say "This system's packages are not known here. Banter needs: a C++20 compiler, CMake 3.21, Ninja, Qt 6.4 or"
        say "newer (base, declarative, websockets, svg, tools), QtKeychain for Qt 6, md4c, simdjson and libsodium."
        return
    fi
    if [ "$system" = macos ] && ! command -v brew >/dev/null 2>&1; then
        stop "Homebrew is missing. Install it from https://brew.sh and run this again."
    fi
    purposes=$*
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
    if [ "$system" != macos ] && [ "$system" != msys2 ] && ! become_root; then
        stop "$# packages are missing, and only root can install them: sudo is not here, or refuses. Let root run this" \
            "line, then run $0 again:

    $(install_line "$system" "$@")
"
    fi
    say "Installing $# missing packages: $*"
    install "$system" "$@" ||
        stop "the packages could not be installed; the reason is above. Debian 12 and Ubuntu 24.04 are the oldest that" \
            "have Qt 6.4. A machine without a network needs these packages beforehand: $*"
    # What is installed now may tell of more: a new system that has no lists of packages yet does not know that it has one
    # for the plugins of SVG.
    if [ -z "${asked_again:-}" ]; then
        asked_again=yes
        # shellcheck disable=SC2086
        ensure_packages $purposes
        asked_again=
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
        CMAKE_PREFIX_PATH="$(brew --prefix)${CMAKE_PREFIX_PATH:+:$CMAKE_PREFIX_PATH}"
        export CMAKE_PREFIX_PATH
    fi
}

# cached FOLDER NAME: the value of a variable in the cache of CMake there; nothing where there is none.
cached() {
    sed -n "s/^$2:[A-Z]*=//p" "$1/CMakeCache.txt" 2>/dev/null
}

same_folder() {
    [ "$(CDPATH='' cd -- "$1" 2>/dev/null && pwd -P)" = "$(CDPATH='' cd -- "$2" && pwd -P)" ]
}

# Whether CMake has to run: there is nothing yet, the presets are newer (find gives its name only when it is newer than
# the file that configuring writes last), warnings matter now and did not before, or the tree was somewhere else.
must_configure() {
    [ -f "$1/build.ninja" ] && [ -f "$1/CMakeCache.txt" ] || return 0
    [ -z "$(find "$ROOT/CMakePresets.json" -newer "$1/build.ninja")" ] || return 0
    [ "${BANTER_WARNINGS_AS_ERRORS:-}" = "" ] ||
        [ "$(cached "$1" BANTER_WARNINGS_AS_ERRORS)" = "$BANTER_WARNINGS_AS_ERRORS" ] || return 0
    same_folder "$(cached "$1" CMAKE_HOME_DIRECTORY)" "$ROOT" &&
        same_folder "$(cached "$1" CMAKE_CACHEFILE_DIR)" "$1" && return 1
    say "These sources were moved or copied since they were built: building anew."
}

# build_preset PRESET [TARGET...]: configures when it has to, then builds.
build_preset() {
    preset=$1
    folder=$BUILD/$preset
    shift
    if must_configure "$folder"; then
        say "Configuring the $preset preset."
        # What an earlier try did not find stays in the cache as not found, even when it is here now; and CMake takes no
        # cache of another folder.
        rm -rf "$folder/CMakeCache.txt" "$folder/CMakeFiles"
        fast=
        [ "$preset" != asan ] || fast=$BUILD/release/bin/banter_simulation
        (cd "$ROOT" && cmake --preset "$preset" -B "$folder" ${fast:+"-DBANTER_SIMULATION_PROGRAM=$fast"} \
            ${BANTER_WARNINGS_AS_ERRORS:+"-DBANTER_WARNINGS_AS_ERRORS=$BANTER_WARNINGS_AS_ERRORS"}) ||
            stop "CMake could not configure; the reason is above."
    fi
    say "Building the $preset preset."
    if [ $# -gt 0 ]; then
        set -- --target "$@"
    fi
    cmake --build "$folder" "$@" || stop "the build failed; the reason is above."
}

# announce PRESET WORK: before the first build of it, how long that takes; WORK is the minutes that it and the packages
# keep one processor busy.
announce() {
    [ ! -f "$BUILD/$1/build.ninja" ] || return 0
    processors=$(getconf _NPROCESSORS_ONLN 2>/dev/null) || processors=1
    say "The first time takes about $((($2 + processors - 1) / processors + 2)) minutes on a machine like this, most of them to build."
}

open_build_folder
