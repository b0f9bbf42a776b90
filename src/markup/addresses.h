// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

#include <vector>

namespace banter::markup {

/// A stretch of a text, in UTF-16 units.
struct Range {
    qsizetype at = 0;
    qsizetype length = 0;
    qsizetype end() const { return at + length; }
    bool operator==(const Range &) const = default;
};

/// Where a text has web addresses, in their order, at most `most` of them: only what plainly is one (http, https).
/// Closing marks of the sentence around one, and marks of emphasis at its end, are left out; a bracket that the address
/// opened is its own, and one that closes the target of [words](target) is not. Pure; any thread.
std::vector<Range> addressesIn(QStringView text, qsizetype most = 100);

/// Whether the text is one such address and nothing else: what may be a link's target.
bool isAddress(QStringView text);

} // namespace banter::markup
