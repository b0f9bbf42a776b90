#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# help.sh PROGRAMS MADE: whether man pages and completions say what the programs in PROGRAMS say with --help. MADE is where
# the build made them. What is looked at with a tool that is not here is left out. Ends with 0 when nothing fails.
set -u
programs=$1
made=$2
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT
export LC_ALL=C.UTF-8
failed=0

fail() {
    printf 'FAIL: %s\n' "$*"
    failed=1
}

words() { tr -s '[:space:]' '\n' | sort -u; }

# What the program says of itself and of each of its commands.
say_all() {
    "$programs/$1" --help
    for command in $("$programs/$1" --help | awk -f "$ROOT/packaging/linux/help/commands.awk"); do
        "$programs/$1" "$command" --help
    done
}

# A page is laid out wide, so that no line is broken in the middle of a word.
rendered() { groff -man -Tutf8 -ww -rLL=300n -P-c "$1" 2>"$SCRATCH/warnings" | sed 's/.\x08//g'; }

check_page() {
    command -v groff >/dev/null 2>&1 || return
    rendered "$made/$1.1" >"$SCRATCH/page"
    [ ! -s "$SCRATCH/warnings" ] || fail "the page of $1: $(head -n 3 "$SCRATCH/warnings")"
    words <"$SCRATCH/page" >"$SCRATCH/page.words"
    # Headings are capitals there and have no colon, and two words are left out for a section of their own.
    say_all "$1" | sed -e 's/^Usage: //' -e 's/^Exit codes: [0-9]//' -e '/^[A-Z].*:$/d' | words |
        comm -23 - "$SCRATCH/page.words" >"$SCRATCH/missing"
    [ ! -s "$SCRATCH/missing" ] || fail "the page of $1 lacks: $(tr '\n' ' ' <"$SCRATCH/missing")"
    for section in NAME SYNOPSIS DESCRIPTION OPTIONS 'EXIT STATUS' 'SEE ALSO'; do
        grep -qx "$section" "$SCRATCH/page" || fail "the page of $1 has no section $section"
    done
}

# Each option and command is completed by every shell.
check_words() {
    say_all "$1" | sed -n 's/^  \(-[a-z], \)\{0,1\}\(--[a-z][a-z-]*\).*/\2/p' | sort -u >"$SCRATCH/options"
    "$programs/$1" --help | awk -f "$ROOT/packaging/linux/help/commands.awk" >"$SCRATCH/commands"
    for word in $(cat "$SCRATCH/options" "$SCRATCH/commands"); do
        grep -qw -e "$word" "$made/$1.bash" || fail "bash does not complete $1 $word"
        grep -qw -e "$word" "$made/_$1" || fail "zsh does not complete $1 $word"
        grep -qw -e "${word#--}" "$made/$1.fish" || fail "fish does not complete $1 $word"
    done
}

check_syntax() {
    for shell in bash zsh fish; do
        file=$made/$1.$shell
        [ $shell != zsh ] || file=$made/_$1
        [ -s "$file" ] || fail "$file is not there"
        command -v $shell >/dev/null 2>&1 || continue
        $shell -n "$file" >"$SCRATCH/said" 2>&1 || fail "$shell: $(cat "$SCRATCH/said")"
    done
}

# bash_completes PROGRAM EXPECTED WORD...: what is offered in place of the last word.
bash_completes() {
    library=/usr/share/bash-completion/bash_completion
    command -v bash >/dev/null 2>&1 && [ -f "$library" ] || return
    program=$1
    expected=$2
    shift 2
    offered=$(cd "$SCRATCH/here" && bash --norc --noprofile -c '
        . "$1"; . "$2"; shift 2
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
        "_${1//-/_}"; echo "${COMPREPLY[*]}"' bash "$library" "$made/$program.bash" "$program" "$@")
    [ "$offered" = "$expected" ] || fail "bash: '$program $*' offers '$offered' and not '$expected'"
}

# fish_completes EXPECTED LINE
fish_completes() {
    command -v fish >/dev/null 2>&1 || return
    offered=$(HOME=$SCRATCH fish --no-config -c "source $made/${2%% *}.fish; complete -C '$2'" | cut -f 1 | sort | tr '\n' ' ')
    [ "$offered" = "$1" ] || fail "fish: '$2' offers '$offered' and not '$1'"
}

for program in banter banter-cli banter-server; do
    check_page $program
    check_words $program
    check_syntax $program
done
mkdir -p "$SCRATCH/here/folder"
touch "$SCRATCH/here/file"
bash_completes banter-server "open invited closed" --registration ""
bash_completes banter-server "accounts" acc
bash_completes banter-server "list remove reset-password" --data d accounts ""
bash_completes banter-server "file folder" backup ""
bash_completes banter-server "folder" --data f
bash_completes banter-cli "--batch" --server ws://h send --b
bash_completes banter-cli "rooms rooms-socketio" --dialect rooms
bash_completes banter "light dark" --theme ""
fish_completes "closed invited open " "banter-server --registration "
fish_completes "list remove reset-password " "banter-server accounts "
fish_completes "--batch " "banter-cli --server ws://h send --b"
fish_completes "dark light " "banter --theme "

[ $failed -ne 0 ] || echo "Man pages and completions say what --help says."
exit $failed
