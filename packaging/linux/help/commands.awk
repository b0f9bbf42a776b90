# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
#
# From a program's --help: the names of its commands, each once.
/^[A-Z].*:$/ { inside = ($0 == "Commands:") ; next }
/^[^ ]/ { inside = 0 }
inside && /^  [a-z]/ && !($1 in seen) { seen[$1]; print $1 }
