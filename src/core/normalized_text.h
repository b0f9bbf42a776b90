// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter {

/// Unicode's normal form of a text of anybody's. Marks are put into their order by a sort that takes the square of
/// their number, and no word in any language has as many as 256 in a row: such a text stays as it is. Pure; any thread.
QString normalizedText(const QString &text, QString::NormalizationForm form);

} // namespace banter
