# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# Completions for fish, of what words.awk prints. Takes name.
# Options come before the command, so that the first word need not be it.
BEGIN { print "# Completions of " name " for fish, made of what it says with --help."; print "complete -c " name " -f" }
$1 == "option" {
    line = "complete -c " name
    if ($2 != "-") line = line " -n '__fish_seen_subcommand_from " $2 "'"
    if ($3 != "-") line = line " -s " substr($3, 2)
    line = line " -l " substr($4, 3)
    if ($5 == "dir") line = line " -x -a '(__fish_complete_directories)'"
    else if ($5 == "file") line = line " -r -F"
    else if ($5 == "variable") line = line " -x -a '(set --names --export)'"
    else if ($5 == "choice" && $4 == "--dialect") line = line " -r -F -a '" $6 "'"
    else if ($5 == "choice") line = line " -x -a '" $6 "'"
    else if ($5 == "text") line = line " -x"
    print line " -d '" $7 "'"
}
$1 == "command" {
    commands = commands " " $2
    words[$2] = $5
    if ($4 != "-") print "complete -c " name " -n '__fish_seen_subcommand_from " $2 "; and not __fish_seen_subcommand_from " $4 "' -a '" $4 "'"
    if ($3 == "file") print "complete -c " name " -n '__fish_seen_subcommand_from " ($4 == "-" ? $2 : $4) "' -F"
}
END {
    count = split(commands, each, " ")
    for (i = 1; i <= count; ++i)
        print "complete -c " name " -n 'not __fish_seen_subcommand_from" commands "' -a " each[i] " -d '" words[each[i]] "'"
}
