# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# Completions for zsh, of what words.awk prints. Takes name.
function quoted(text) { gsub(/:/, "\\:", text); return text }
function specification() {
    if ($5 == "none") return ""
    if ($5 == "dir") return ":folder:_files -/"
    if ($5 == "file") return ":file:_files"
    if ($5 == "variable") return ":variable:_parameters -g \"*export*\""
    if ($5 == "choice") return ":" substr($4, 3) ":(" $6 ")"
    return ":" substr($4, 3) ": "
}
$1 == "option" {
    if ($3 != "-") line = "        '(" $3 " " $4 ")'{" $3 "," $4 "}'[" $7 "]" specification() "'"
    else line = "        '" $4 ($5 == "none" ? "" : "=") "[" $7 "]" specification() "'"
    options = options line " \\\n"
}
$1 == "command" {
    commands = commands "                '" $2 ":" quoted($5) "'\n"
    ++count
    if ($4 != "-") verbs = verbs "                " $2 ") (( CURRENT == 2 )) && compadd " $4 ($3 == "file" ? " || _files" : "") " ;;\n"
    else if ($3 == "file") verbs = verbs "                " $2 ") _files ;;\n"
}
END {
    shell = name
    gsub(/-/, "_", shell)
    print "#compdef " name
    print "# Completions of " name " for zsh, made of what it says with --help."
    print "_" shell "() {"
    print "    local context state state_descr line"
    print "    typeset -A opt_args"
    print "    _arguments -s \\"
    printf "%s", options
    if (count > 0) {
        print "        '1:command:->command' \\"
        print "        '*::argument:->argument'"
        print "    case $state in"
        print "        command)"
        print "            local -a commands=("
        printf "%s", commands
        print "            )"
        print "            _describe command commands"
        print "            ;;"
        print "        argument)"
        print "            case $words[1] in"
        printf "%s", verbs
        print "            esac"
        print "            ;;"
        print "    esac"
    } else print "        '*:link: '"
    print "}"
    print "_" shell " \"$@\""
}
