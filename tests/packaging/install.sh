#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# install.sh BUILD PREFIX: what `cmake --install` puts where and takes away again, what the desktop and systemd think of it,
# and whether the files that name a version name the same. What is looked at with a tool that is not here is left out. Ends
# with 0 when nothing fails.
set -u
build=$1
prefix=$2
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT
linux=$ROOT/packaging/linux
id=chat.banter.Banter
failed=0

fail() {
    printf 'FAIL: %s\n' "$*"
    failed=1
}

here() { command -v "$1" >/dev/null 2>&1; }

stage=$SCRATCH/stage
tree=$stage$prefix
# What somebody else has there stays.
mkdir -p "$tree/share/applications"
touch "$tree/share/applications/other.desktop"
DESTDIR=$stage cmake --install "$build" >"$SCRATCH/said" 2>&1 || fail "$(cat "$SCRATCH/said")"
for file in bin/banter bin/banter-cli bin/banter-server share/applications/$id.desktop share/metainfo/$id.metainfo.xml \
    share/dbus-1/services/$id.service share/icons/hicolor/scalable/apps/$id.svg share/icons/hicolor/16x16/apps/$id.png \
    share/icons/hicolor/512x512/apps/$id.png share/man/man1/banter.1 share/man/man1/banter-cli.1 \
    share/man/man1/banter-server.1 share/bash-completion/completions/banter-cli lib/systemd/system/banter-server.service \
    lib/systemd/system/banter-server.socket lib/sysusers.d/banter-server.conf lib/tmpfiles.d/banter-server.conf; do
    [ -s "$tree/$file" ] || fail "$file is not installed"
done

# Icons have the size that their folder says: bytes 16 to 23 of a PNG are its width and its height.
for size in 16 22 24 32 48 64 128 256 512; do
    found=$(od -A n -t u1 -j 16 -N 8 "$tree/share/icons/hicolor/${size}x$size/apps/$id.png" |
        awk '{ print ($3 * 256 + $4) "x" ($7 * 256 + $8) }')
    [ "$found" = "${size}x$size" ] || fail "the icon of $size is $found"
done

# The desktop: the bus starts what the desktop file promises, and both know it by one name.
desktop=$tree/share/applications/$id.desktop
grep -qx 'DBusActivatable=true' "$desktop" || fail "the desktop cannot start it over D-Bus"
grep -qx 'MimeType=x-scheme-handler/banter;' "$desktop" || fail "links do not lead to it"
grep -qx 'Exec=banter %u' "$desktop" || fail "a link is not handed over"
grep -qx "Name=$id" "$tree/share/dbus-1/services/$id.service" || fail "the bus knows another name"
grep -qx "Exec=$prefix/bin/banter" "$tree/share/dbus-1/services/$id.service" || fail "the bus starts something else"
grep -qF "QStringLiteral(\"$id\")" "$ROOT/src/desktop/application_bus.h" || fail "the program takes another name on the bus"
autostart=$(find "$stage" -path "*/xdg/autostart/$id.desktop")
[ -n "$autostart" ] && grep -qx 'Hidden=true' "$autostart" || fail "it starts with every desktop before anybody asked for it"
if here desktop-file-validate; then
    desktop-file-validate "$desktop" "$autostart" >"$SCRATCH/said" 2>&1 || fail "$(cat "$SCRATCH/said")"
fi

# systemd.
units=$tree/lib/systemd/system
grep -q "^ExecStart=$prefix/bin/banter-server " "$units/banter-server.service" || fail "the service starts something else"
grep -q "^u banter-server " "$tree/lib/sysusers.d/banter-server.conf" || fail "there is no user for the service"
if here systemd-analyze; then
    # In a root of its own, where what it starts is there, and the units that come with systemd.
    mkdir -p "$stage/usr/lib/systemd"
    for system in /usr/lib/systemd/system /lib/systemd/system; do
        [ ! -d "$system" ] || { cp -r "$system" "$stage/usr/lib/systemd/" && break; }
    done
    mkdir -p "$stage/etc/systemd/system"
    cp "$units"/banter-server.* "$stage/etc/systemd/system"
    systemd-analyze --root="$stage" --man=no verify banter-server.service banter-server.socket 2>&1 |
        grep banter-server >"$SCRATCH/said"
    [ ! -s "$SCRATCH/said" ] || fail "systemd: $(cat "$SCRATCH/said")"
    exposure=$(systemd-analyze security --no-pager --offline=true "$units/banter-server.service" 2>/dev/null |
        sed -n 's/.*exposure level for .*: *\([0-9]*\)\.\([0-9]\).*/\1\2/p')
    [ "${exposure:-99}" -lt 20 ] || fail "the service is exposed by ${exposure:-nobody knows how many} tenths, and 20 are too many"
    rm -rf "$stage/usr/lib/systemd" "$stage/etc/systemd"
fi

# One version.
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:[A-Z]*=//p' "$build/CMakeCache.txt")
sed -n 1p "$ROOT/packaging/debian/changelog" | grep -q "^banter ($version-" || fail "Debian's changelog is of another version"
sed -n 's/.*<release version="\([^"]*\)".*/\1/p' "$linux/$id.metainfo.xml" | head -n 1 | grep -qx "$version" ||
    fail "the metainfo is of another version"
grep -q "^Version: *$version\$" "$linux/banter.spec" || fail "the RPM is of another version"

# Everything goes again, and nothing else.
DESTDIR=$stage cmake -DMANIFEST="$build/install_manifest.txt" -P "$ROOT/packaging/uninstall.cmake" >"$SCRATCH/said" 2>&1 ||
    fail "$(cat "$SCRATCH/said")"
left=$(find "$stage" ! -type d)
[ "$left" = "$tree/share/applications/other.desktop" ] || fail "uninstalling leaves: $left"
[ ! -d "$tree/share/doc/banter" ] || fail "uninstalling leaves an empty folder"

[ $failed -ne 0 ] || echo "What is installed is right, and goes again."
exit $failed
