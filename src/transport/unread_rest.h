// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractSocket>

namespace banter {

/// What the system still has to read of a connection on which a write failed. Qt closes its socket at such a write
/// (6.4 to 6.8), and with it goes what came before: a server's Close frame, where the server then ended the connection
/// while this side was sending. A second descriptor of the same connection keeps it. Only on Unix and without TLS,
/// whose records nobody else could decrypt; Windows throws such bytes away itself. One thread.
class UnreadRest final {
public:
    UnreadRest() = default;
    UnreadRest(const UnreadRest &) = delete;
    UnreadRest &operator=(const UnreadRest &) = delete;
    ~UnreadRest() { forget(); }

    /// Once `socket` is connected. Where that has no descriptor, or none is left, read() gives nothing.
    void keep(const QAbstractSocket &socket);
    /// Up to `size` bytes, in their order; 0 or less when there is nothing more. Only after `socket` failed: before, it
    /// would take away what the socket is to read.
    qint64 read(char *to, qint64 size);
    /// The connection ends when its last descriptor is closed: to be called as soon as the end is wanted.
    void forget();

private:
    int m_descriptor = -1;
};

} // namespace banter
