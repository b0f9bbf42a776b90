# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# A man page of --help. Reads the program's help, then those of its commands, each behind a line "@@ COMMAND". Takes
# name, summary, version and day.
#
# A help is made of a usage, paragraphs, and lists: a line that ends with a colon, and indented lines after it. A list
# of terms has each term two spaces in and what it means further to the right; other lists are shown as they are.

function escaped(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    if (text ~ /^[.']/) text = "\\&" text
    return text
}

function section(title) { end_block(); print ".SH \"" escaped(toupper(title)) "\"" }

# What is open and has to be closed before something else begins.
function end_block() {
    if (verbatim) print ".fi"
    verbatim = 0
}

function begin_verbatim() {
    if (verbatim) return
    print ".nf"
    verbatim = 1
}

function heading(title) {
    if (detail) { end_block(); print ".PP"; print ".B " escaped(title) ":" } else section(title)
}

function reset() { where = "start"; blank = 0 }

FNR == 1 && NR == 1 {
    print ".\\\" Made of what the program says with --help."
    printf ".TH \"%s\" \"1\" \"%s\" \"%s %s\" \"User Commands\"\n", escaped(toupper(name)), day, escaped(name), version
    print ".\\\" Names of options and files are to be copied, so nothing is hyphenated and no line stretched."
    print ".nh"
    print ".ad l"
    section("name")
    print escaped(name) " \\- " escaped(summary)
    reset()
}

/^@@ / {
    if (!detail) section("Commands, one by one")
    end_block()
    print ".SS \"" escaped(name " " $2) "\""
    detail = 1
    reset()
    next
}

/^$/ { blank = 1; next }

/^Usage: / {
    if (!detail) section("synopsis")
    begin_verbatim()
    print escaped(substr($0, 8))
    where = "usage"
    blank = 0
    next
}

# More of the usage: indented as far as its first line.
where == "usage" && /^       / && !blank { print escaped(substr($0, 8)); next }

where == "usage" && !/^ / {
    end_block()
    if (detail) print ".PP"
    else section("description")
    where = "text"
    blank = 0
}

# A list begins, with a few words; a longer line is a sentence before something.
/^[A-Z][^.]*:$/ && length($0) <= 60 {
    heading(substr($0, 1, length($0) - 1))
    where = "list"
    blank = 0
    next
}

/^Exit codes: / && !detail {
    section("exit status")
    print escaped(toupper(substr($0, 13, 1)) substr($0, 14))
    where = "exit"
    blank = 0
    next
}

/^  (-|[a-z][a-z-]*( [a-z]+)*( [A-Z][A-Za-z.]*)*  )/ && (where == "list" || where == "terms" || detail && /^  --/) {
    end_block()
    term = $0
    sub(/^  /, "", term)
    meaning = ""
    if (match(term, /   */)) {
        meaning = substr(term, RSTART + RLENGTH)
        term = substr(term, 1, RSTART - 1)
    }
    print ".TP"
    print ".B " escaped(term)
    print escaped(meaning)
    where = "terms"
    blank = 0
    next
}

where == "terms" && /^   / && !blank {
    sub(/^ +/, "")
    if ($0 ~ /^[a-z-]+: /) print ".br"
    print escaped($0)
    next
}

/^ / {
    if (!verbatim && where != "list") print ".PP"
    begin_verbatim()
    if (blank && where == "verbatim") print ""
    print escaped(substr($0, 3))
    where = "verbatim"
    blank = 0
    next
}

{
    end_block()
    if (where == "exit" && !blank) { print escaped($0); next }
    if (where != "text" && !detail && where != "start") section("notes")
    else if (blank || where != "text") print ".PP"
    print escaped($0)
    where = "text"
    blank = 0
}

END {
    section("see also")
    others = ""
    split("banter banter-cli banter-server", all, " ")
    for (i = 1; i in all; ++i)
        if (all[i] != name) others = others (others == "" ? "" : ", ") "\\fB" escaped(all[i]) "\\fR(1)"
    print others
}
