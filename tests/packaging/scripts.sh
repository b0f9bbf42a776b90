#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# What packaging/run and packaging/test say and do on machines that are not like this one: a copy of them runs with
# programs of its own for apt, sudo and CMake. Prints what fails; ends with 0 when nothing does.
set -u
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
# What these say is each case's own business; the test command has said one of them already.
unset BANTER_WARNINGS_AS_ERRORS BANTER_BUILD
SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT
failed=0

fail() {
    printf 'FAIL: %s: %s\n' "$case" "$*"
    sed 's/^/    /' "$SCRATCH/said"
    failed=1
}

# program NAME: a program of that name in this case's machine; its text is the standard input.
program() {
    { echo '#!/bin/sh'; cat; } >"$SCRATCH/machine/$1"
    chmod +x "$SCRATCH/machine/$1"
}

# begin CASE: a Debian without any package of Banter, where nobody is root and there is no sudo.
begin() {
    case=$1
    cd "$SCRATCH" || exit 2
    rm -rf machine tree moved copy elsewhere said configured installed
    mkdir machine tree
    for tool in sh dirname awk tr grep sed find mkdir rm tail cat cmp cp env chmod getconf touch pwd mv ls; do
        ln -s "$(command -v "$tool")" "machine/$tool" 2>/dev/null
    done
    cp -r "$ROOT/packaging" "$ROOT/CMakePresets.json" tree
    echo 'echo 1000' | program id
    echo 'echo Linux' | program uname
    echo 'exit 1' | program apt-cache
    # What was installed is there; the library of SVG comes without its plugins, as on Debian 13.
    program dpkg <<END
[ -f "$SCRATCH/installed" ] && echo /usr/lib/libQt6Svg.so.6
END
    program dpkg-query <<END
[ ! -f "$SCRATCH/installed" ] || for name in \$(cat "$SCRATCH/installed"); do echo "ii |\$name, "; done
END
    program ninja </dev/null
    program c++ </dev/null
    # Tells apt's progress where it is asked to, and notes what it was to install.
    program apt-get <<END
echo "apt says: \$*" >&2
[ ! -f "$SCRATCH/broken" ] || { echo "E: no such place" >&2; exit 100; }
case "\$*" in *install*)
    case "\$*" in *Status-Fd=3*) printf 'dlstatus:1:0.5:Retrieving\ndlstatus:1:12.5:Retrieving\ndlstatus:1:14:Retrieving\npmstatus:some:100:Done\n' >&3 ;; esac
    echo "\$*" >>"$SCRATCH/installed"
    ;;
esac
END
    # Configures by writing the cache that CMake would, refuses the cache of another place as CMake does, and builds a banter.
    program cmake <<END
if [ "\$1" = --build ]; then
    mkdir -p "\$2/bin"
    printf '#!/bin/sh\necho it runs\n' >"\$2/bin/banter"
    chmod +x "\$2/bin/banter"
    exit 0
fi
folder=
for word; do [ "\$folder" != next ] || folder=\$word; [ "\$word" != -B ] || folder=next; done
[ ! -f "\$folder/CMakeCache.txt" ] || { echo "the cache is of another place"; exit 1; }
echo "\$*" >>"$SCRATCH/configured"
mkdir -p "\$folder"
warnings=OFF
case "\$*" in *-DBANTER_WARNINGS_AS_ERRORS=ON*) warnings=ON ;; esac
printf 'CMAKE_HOME_DIRECTORY:INTERNAL=%s\nCMAKE_CACHEFILE_DIR:INTERNAL=%s\nBANTER_WARNINGS_AS_ERRORS:BOOL=%s\n' "\$PWD" "\$folder" "\$warnings" >"\$folder/CMakeCache.txt"
touch "\$folder/build.ninja"
END
}

# sudo that lets everything through.
with_sudo() {
    program sudo <<'END'
while :; do case "$1" in -n | -v) shift ;; *) break ;; esac; done
[ $# -eq 0 ] || exec "$@"
END
}

# run CODE SCRIPT [ARGUMENT...]: runs it on that machine, where there is a display, and expects that code.
run() {
    expected=$1
    shift
    env -i PATH="$SCRATCH/machine" HOME="$SCRATCH" DISPLAY=:0 ${BANTER_BUILD:+"BANTER_BUILD=$BANTER_BUILD"} \
        ${BANTER_WARNINGS_AS_ERRORS:+"BANTER_WARNINGS_AS_ERRORS=$BANTER_WARNINGS_AS_ERRORS"} sh "$@" >said 2>&1 </dev/null
    code=$?
    [ $code -eq "$expected" ] || fail "ended with $code and not with $expected"
}

says() { grep -qF -- "$1" said || fail "does not say: $1"; }
says_not() { ! grep -qF -- "$1" said || fail "says: $1"; }
configured() { # TIMES
    times=$(grep -c . configured 2>/dev/null)
    [ "${times:-0}" -eq "$1" ] || fail "configured ${times:-0} times and not $1"
}

# What is there needs no root.
with_packages() {
    program dpkg-query <<END
for name in $(ROOT=$ROOT PATH=$SCRATCH/machine sh -c '. "$ROOT/packaging/packages.sh"; packages debian build'); do
    echo "ii |\$name, "
done
END
}

begin "neither root nor sudo"
run 1 tree/packaging/run
says "only root can install"
line=$(grep '^    apt-get update' said)
[ -n "$line" ] || fail "there is no line to paste"
PATH=$SCRATCH/machine sh -c "$line" >/dev/null 2>&1
grep -q -- '--no-install-recommends.* cmake .*qt6-base-dev.*fonts-dejavu-core' installed 2>/dev/null || fail "the pasted line installs something else"

begin "sudo that refuses"
echo 'exit 1' | program sudo
run 1 tree/packaging/run
says "    apt-get update && apt-get install -y --no-install-recommends build-essential"

begin "sudo"
with_sudo
run 0 tree/packaging/run
grep -q ' cmake ' installed || fail "installed something else"
grep -q ' qt6-svg-plugins$' installed || fail "the plugins of SVG are missing"
says "> Fetched 0 %"
says "> Fetched 10 %"
says "Installed 100 %"
says "it runs"
[ "$(grep -c 'Fetched' said)" -eq 4 ] || fail "says the same twice"
run 0 tree/packaging/run
[ "$(grep -c . installed)" -eq 2 ] || fail "installs what is there"
says_not "apt says"

begin "packages that cannot be had"
with_sudo
touch broken
run 1 tree/packaging/run
says "E: no such place"
says "the packages could not be installed"
rm broken

begin "how long it takes"
with_packages
run 0 tree/packaging/run
says "The first time takes about"
run 0 tree/packaging/run
says_not "The first time takes about"
configured 1

begin "a tree that was moved"
with_packages
run 0 tree/packaging/run
mv tree moved
run 0 moved/packaging/run
says "moved or copied"
says "it runs"
configured 2
run 0 moved/packaging/run
says_not "moved or copied"
configured 2

begin "a tree that was copied with what was built"
with_packages
run 0 tree/packaging/run
cp -r -p tree copy
run 0 copy/packaging/run
says "moved or copied"
configured 2
run 0 tree/packaging/run
configured 2

begin "a tree that is reached by another name"
with_packages
run 0 tree/packaging/run
ln -s tree copy
run 0 copy/packaging/run
configured 1

begin "a tree that cannot be written to"
with_packages
touch tree/build
run 1 tree/packaging/run
says "nothing can be written to"
line=$(grep '^    BANTER_BUILD=' said)
[ -n "$line" ] || fail "there is no line to paste"
env -i PATH="$SCRATCH/machine" HOME="$SCRATCH/elsewhere" DISPLAY=:0 sh -c "$(printf '%s' "$line" | sed 's|tree/packaging/run|sh &|')" >said 2>&1 ||
    fail "the pasted line does not run"
says "it runs"
[ -f elsewhere/banter-build/release/build.ninja ] || fail "built somewhere else"

begin "a build folder elsewhere"
with_packages
BANTER_BUILD=elsewhere/deep
run 0 tree/packaging/run
[ -f elsewhere/deep/release/build.ninja ] || fail "built somewhere else"
[ ! -e tree/build ] || fail "wrote into the tree"
unset BANTER_BUILD

begin "warnings"
with_packages
run 0 tree/packaging/run
! grep -q WARNINGS configured || fail "people's builds stop at warnings"
BANTER_WARNINGS_AS_ERRORS=ON
run 0 tree/packaging/run
configured 2
grep -q WARNINGS_AS_ERRORS=ON configured || fail "the build of a change does not stop at warnings"
run 0 tree/packaging/run
configured 2
unset BANTER_WARNINGS_AS_ERRORS

begin "what the desktop is told"
id=chat.banter.Banter
linux=$ROOT/packaging/linux
: >said
grep -q "setDesktopFileName(QStringLiteral(\"$id\"))" "$ROOT/app/desktop/main.cpp" || fail "the program has another id than its desktop file"
for tag in "<developer id=" '<url type="homepage">' "<id>$id</id>" ">$id.desktop</launchable>"; do
    grep -qF "$tag" "$linux/$id.metainfo.xml" || fail "the metainfo lacks $tag"
done
if command -v appstreamcli >/dev/null 2>&1; then
    appstreamcli validate --no-net "$linux/$id.metainfo.xml" >said 2>&1 || fail "the metainfo is not valid"
fi
if command -v desktop-file-validate >/dev/null 2>&1; then
    desktop-file-validate "$linux/$id.desktop" >said 2>&1 || fail "the desktop entry is not valid"
fi

[ $failed -ne 0 ] || echo "All that packaging says and does is right."
exit $failed
