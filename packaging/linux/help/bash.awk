# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# Completions for bash, of what words.awk prints. Takes name. The functions that begin with an underscore and are not
# made here are bash-completion's.
$1 == "option" {
    names = $4 ($3 == "-" ? "" : " " $3)
    if ($2 == "-") common = common (common == "" ? "" : " ") names
    else own[$2] = own[$2] " " names
    if ($5 == "none") next
    with_value[$4]
    if ($5 == "dir") does = "_filedir -d"
    else if ($5 == "file") does = "_filedir"
    else if ($5 == "variable") does = "COMPREPLY=($(compgen -v -- \"$cur\"))"
    else if ($5 == "choice") {
        does = "COMPREPLY=($(compgen -W '" $6 "' -- \"$cur\"))"
        if ($4 == "--dialect") does = does "\n            _filedir json"
    } else does = ""
    if (!($4 in after)) { after[$4] = does; order[++values] = $4 }
}
$1 == "command" {
    commands = commands (commands == "" ? "" : " ") $2
    listed[++count] = $2
    if ($3 == "file") files[$2]
    if ($4 != "-") verbs[$2] = $4
}
END {
    shell = name
    gsub(/-/, "_", shell)
    print "# Completions of " name " for bash, made of what it says with --help."
    print "_" shell "() {"
    print "    local cur prev words cword split"
    print "    _init_completion -s -n : || return"
    print "    case $prev in"
    for (i = 1; i <= values; ++i) print "        " order[i] ")\n" (after[order[i]] == "" ? "" : "            " after[order[i]] "\n") "            return\n            ;;"
    print "    esac"
    print "    $split && return"
    print "    local command='' verb='' i"
    print "    for ((i = 1; i < cword; ++i)); do"
    print "        case ${words[i]} in"
    line = ""
    for (i = 1; i <= values; ++i) line = line (i > 1 ? " | " : "") order[i]
    if (line != "") print "            " line ") ((++i)) ;;"
    print "            -*) ;;"
    print "            *) if [[ -z $command ]]; then command=${words[i]}; elif [[ -z $verb ]]; then verb=${words[i]}; fi ;;"
    print "        esac"
    print "    done"
    print "    if [[ $cur == -* ]]; then"
    print "        local options='" common "'"
    for (i = 1; i <= count; ++i)
        if (listed[i] in own) print "        [[ $command == " listed[i] " ]] && options+='" own[listed[i]] "'"
    print "        COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))"
    print "        return"
    print "    fi"
    if (count > 0) {
        print "    case $command in"
        print "        '') COMPREPLY=($(compgen -W '" commands "' -- \"$cur\")) ;;"
        for (i = 1; i <= count; ++i) {
            if (listed[i] in verbs)
                print "        " listed[i] ") if [[ -z $verb ]]; then COMPREPLY=($(compgen -W '" verbs[listed[i]] "' -- \"$cur\"))" (listed[i] in files ? "; else _filedir" : "") "; fi ;;"
            else if (listed[i] in files) print "        " listed[i] ") _filedir ;;"
        }
        print "        *) ;;"
        print "    esac"
    }
    print "}"
    print "complete -F _" shell " " name
}
