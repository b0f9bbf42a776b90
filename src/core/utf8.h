// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace banter {

/// A part of what was received, as it is: QString::fromUtf8() takes a byte order mark away, which in the middle of a
/// stream is a character like any other. Bytes that are not UTF-8 become U+FFFD. Any thread.
QString textFromUtf8(QByteArrayView bytes);

} // namespace banter
