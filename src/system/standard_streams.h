// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace banter {

/// The streams that a process is started with.
enum class Stream { Input, Output, Error };

enum class Written {
    All,
    ReaderGone, ///< nobody wants to read more
    Failed,     ///< a full disk, for one
};

/// Whether a person is at it: a terminal, or a console of Windows. Any thread.
bool isTerminal(Stream stream);

/// Says `text` to people, as UTF-8; a console of Windows gets it as Unicode, whatever its code page is. A program with
/// a window that was started from a console of Windows says it there. What cannot be said is lost. Any thread.
void sayTo(Stream stream, const QString &text);

/// Writes `bytes` as they are and waits until they were taken. On a console of Windows they are UTF-8, and begin and
/// end between characters. What sayTo() was given before comes before. One thread at a time.
Written writeBytes(Stream stream, const QByteArray &bytes);

/// From now on a reader that went away is an answer of writeBytes(), and no longer the end of the process.
void outliveReaders();

} // namespace banter
