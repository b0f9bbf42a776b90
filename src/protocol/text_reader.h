// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/fields.h"

namespace banter::protocol::wire {

/// Checks UTF-8 (already known to be well-formed, but for halves of surrogate pairs) against `rule` and puts it into
/// `out`. Texts of ASCII only take a short way: one look at each byte and one allocation.
void readText(Text rule, std::string_view utf8, QString &out, Problem &problem);

} // namespace banter::protocol::wire
