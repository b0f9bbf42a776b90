#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# What a release is made with: the version by git's tag, checksums, licences, what is in a package. Prints what fails; ends
# with 0 when nothing does.
set -u
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT
failed=0
release=$ROOT/packaging/release

fail() {
    printf 'FAIL: %s\n' "$*"
    failed=1
}

# is NAME WANTED FOUND
is() { [ "$2" = "$3" ] || fail "$1: '$3' and not '$2'"; }

# A tree of its own, which git knows or not.
mkdir -p "$SCRATCH/tree/packaging"
cp "$ROOT/packaging/version.cmake" "$ROOT/packaging/version.txt" "$SCRATCH/tree/packaging"
cp "$ROOT/.gitattributes" "$SCRATCH/tree"
version() { cmake "$@" -P "$SCRATCH/tree/packaging/version.cmake" 2>/dev/null; }
first=$(sed -n 's/^set(banter_first_version \(.*\))$/\1/p' "$ROOT/packaging/version.cmake")
is "no tag and no git" "$first" "$(version)"
is "a packager's own" 1.2.3~rc1 "$(version -DBANTER_VERSION_TEXT=1.2.3~rc1)"
version -DBANTER_VERSION_TEXT=newest >/dev/null && fail "'newest' is taken for a version"
echo v4.5.6 >"$SCRATCH/tree/packaging/version.txt"
is "an archive of a release" 4.5.6 "$(version)"
echo v4.5.6-7-g89abcde >"$SCRATCH/tree/packaging/version.txt"
is "an archive of what came later" 4.5.6+7.g89abcde "$(version)"
if command -v git >/dev/null 2>&1; then
    cp "$ROOT/packaging/version.txt" "$SCRATCH/tree/packaging"
    repository() { git -C "$SCRATCH/tree" -c user.name=Test -c user.email=test@localhost -c init.defaultBranch=main "$@" >/dev/null; }
    repository init -q && repository add -A && repository commit -qm One
    is "git without a tag" "$first" "$(version)"
    repository tag -am Seven v7.8.9
    is "the tag" 7.8.9 "$(version)"
    repository commit -q --allow-empty -m Two
    case $(version) in 7.8.9+1.g[0-9a-f]*) ;; *) fail "a commit later it is '$(version)'" ;; esac
fi

mkdir -p "$SCRATCH/from/linux-12" "$SCRATCH/from/linux-13" "$SCRATCH/from/windows"
echo one >"$SCRATCH/from/linux-12/banter_1_amd64.deb"
echo two >"$SCRATCH/from/linux-13/banter_1_amd64.deb"
echo three >"$SCRATCH/from/windows/banter 1.zip"
"$release/gather" "$SCRATCH/from" "$SCRATCH/to" || fail "gathering"
is "gathered" 'SHA256SUMS banter 1.zip banter_1_amd64.debian12.deb banter_1_amd64.debian13.deb' \
    "$(cd "$SCRATCH/to" && LC_ALL=C ls | tr '\n' ' ' | sed 's/ $//')"
is "checksums" 3 "$(wc -l <"$SCRATCH/to/SHA256SUMS" | tr -d ' ')"
if command -v sha256sum >/dev/null 2>&1; then
    (cd "$SCRATCH/to" && sha256sum -c --quiet SHA256SUMS) || fail "the checksums are not those of the files"
fi
mkdir "$SCRATCH/from/other"
echo four >"$SCRATCH/from/other/banter 1.zip"
"$release/gather" "$SCRATCH/from" "$SCRATCH/again" 2>/dev/null && fail "two files of one name are gathered"

for system in windows macos portable; do
    "$release/licences" "$SCRATCH/$system" $system || fail "licences for $system"
    for licence in $(sed -n 's/^ *Licence: //p' "$SCRATCH/$system/NOTICE" | sed 's/ AND / /g'); do
        [ -s "$SCRATCH/$system/$licence.txt" ] || fail "$system lacks the text of $licence"
    done
    [ -s "$SCRATCH/$system/GPL-3.0-only.txt" ] || fail "$system lacks the GPL, which the LGPL adds to"
    "$release/sbom" $system "$SCRATCH/to/banter 1.zip" >"$SCRATCH/$system.spdx" || fail "what is in $system"
    is "packages of $system" "$(($(grep -c '^    Licence: ' "$SCRATCH/$system/NOTICE") + 2))" \
        "$(grep -c '^PackageName: ' "$SCRATCH/$system.spdx")"
    is "names in $system" "" "$(sed -n 's/^SPDXID: //p' "$SCRATCH/$system.spdx" | sort | uniq -d)"
    # Each relationship is between what is there.
    for name in $(sed -n 's/^Relationship: \([^ ]*\) [^ ]* \([^ ]*\)$/\1 \2/p' "$SCRATCH/$system.spdx"); do
        grep -qx "SPDXID: $name" "$SCRATCH/$system.spdx" || fail "$system: nothing is called $name"
    done
done

echo image >"$SCRATCH/banter-1.0.0-macos-arm64.dmg"
"$ROOT/packaging/macos/cask" https://example.org/files "$SCRATCH/banter-1.0.0-macos-arm64.dmg" >"$SCRATCH/cask.rb" || fail "the cask"
grep -q '^  version "1.0.0"$' "$SCRATCH/cask.rb" || fail "the cask has no version"
"$ROOT/packaging/macos/cask" https://example.org/files "$SCRATCH/cask.rb" >/dev/null 2>&1 && fail "a cask of something else"

[ $failed -eq 0 ] && echo "All that a release is made with is right."
exit $failed
