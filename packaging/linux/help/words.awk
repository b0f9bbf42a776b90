# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# What can be typed, of --help: reads the program's help, then those of its commands, each behind a line "@@ COMMAND".
# Prints lines of fields with tabs between them:
#   option  COMMAND|-  SHORT|-  LONG  KIND  CHOICES|-  WORDS
#   command NAME  KIND|-  VERBS|-  WORDS
# KIND is what follows: none, dir, file, variable, choice, text. COMMAND is whose help names the option, - for all.

# A few words for a list: up to the first full stop, semicolon or colon.
function brief(text) {
    gsub(/["'`$\\\[\]]/, "", text)
    if (match(text, /[.;:]( |$)| \(/)) text = substr(text, 1, RSTART - 1)
    sub(/,? *$/, "", text)
    return text
}

function kind_of(metavar) {
    if (metavar == "") return "none"
    if (metavar == "DIR") return "dir"
    if (metavar ~ /^FILE/) return "file"
    if (metavar == "VAR") return "variable"
    return "text"
}

function flush_option() {
    if (long == "") return
    kind = kind_of(metavar)
    choices = (long in alternatives) ? alternatives[long] : "-"
    if (long == "--dialect" && match(meaning, /[a-z][a-z-]*(, [a-z][a-z-]*)+/)) {
        choices = substr(meaning, RSTART, RLENGTH)
        gsub(/, /, " ", choices)
        meaning = "what the server speaks"
    }
    if (long == "--language" && choices == "-") choices = "en zh_CN"
    if (choices != "-") kind = "choice"
    key = command SUBSEP long
    if (!(key in printed)) print "option\t" command "\t" short "\t" long "\t" kind "\t" choices "\t" brief(meaning)
    printed[key]
    long = ""
}

BEGIN { command = "-"; long = ""; metavar = "" }

/^@@ / { flush_option(); command = $2; section = ""; next }

# The usage tells what an option or a command chooses from.
/^Usage: / || (usage && /^       /) {
    usage = 1
    line = $0
    while (match(line, /--[a-z-]+ [a-z_A-Z0-9]+(\|[a-z_A-Z0-9]+)+/)) {
        split(substr(line, RSTART, RLENGTH), pair, " ")
        if (pair[2] ~ /^[a-z]/) {
            gsub(/\|/, " ", pair[2])
            alternatives[pair[1]] = pair[2]
        }
        line = substr(line, RSTART + RLENGTH)
    }
    if (command == "-" && match($0, name " [a-z]+ ")) {
        split(substr($0, RSTART, RLENGTH), pair, " ")
        rest = substr($0, RSTART + RLENGTH)
        if (rest ~ /^\([a-z]/) {
            rest = substr(rest, 2, index(rest, ")") - 2)
            gsub(/\[[^]]*\]/, "", rest)
            count = split(rest, each, /[ ]*\|[ ]*/)
            list = ""
            for (i = 1; i <= count; ++i) { split(each[i], word, " "); list = list (i > 1 ? " " : "") word[1] }
            verbs[pair[2]] = list
        } else if (rest ~ /FILE/) takes_file[pair[2]]
    }
    next
}
{ usage = 0 }

/^[A-Z].*:$/ { flush_option(); section = $0; next }

/^  (-[a-z], )?--[a-z]/ {
    flush_option()
    short = "-"
    line = substr($0, 3)
    if (line ~ /^-[a-z], /) { short = substr(line, 1, 2); line = substr(line, 5) }
    meaning = ""
    if (match(line, /   */)) { meaning = substr(line, RSTART + RLENGTH); line = substr(line, 1, RSTART - 1) }
    split(line, pair, " ")
    long = pair[1]
    metavar = pair[2]
    next
}

long != "" && /^         / { sub(/^ +/, ""); meaning = meaning " " $0; next }

command == "-" && section == "Commands:" && /^  [a-z]/ {
    line = substr($0, 3)
    meaning = ""
    if (match(line, /   */)) { meaning = substr(line, RSTART + RLENGTH); line = substr(line, 1, RSTART - 1) }
    count = split(line, word, " ")
    known = word[1]
    if (!(known in described)) { described[known] = brief(meaning); order[++commands] = known }
    for (i = 2; i <= count; ++i) {
        if (word[i] ~ /^[a-z]/) verbs[known] = verbs[known] (verbs[known] == "" ? "" : " ") word[i]
        if (word[i] ~ /^FILE/) takes_file[known]
    }
    next
}

/^[^ ]/ || /^$/ { flush_option() }

END {
    flush_option()
    for (i = 1; i <= commands; ++i) {
        known = order[i]
        words = described[known]
        # One that begins with its first verb tells of that verb only.
        if (verbs[known] != "" && index(verbs[known] " ", words " ") == 1) { words = verbs[known]; gsub(/ /, ", ", words) }
        print "command\t" known "\t" (known in takes_file ? "file" : "-") "\t" (verbs[known] == "" ? "-" : verbs[known]) "\t" words
    }
}
