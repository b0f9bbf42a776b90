// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>
#include <QList>
#include <QPair>

namespace banter::websocket {

/// What stands before the body of an HTTP message (RFC 9112): its first line, and the header fields in their order.
struct HttpHead {
    QByteArray startLine;
    QList<QPair<QByteArray, QByteArray>> fields; ///< a name as it came; a value without blanks around it

    /// How many fields have that name, in any case.
    int count(QByteArrayView name) const;
    /// The first of them; empty where there is none.
    QByteArray value(QByteArrayView name) const;
    /// What stands between the commas of all fields of that name, in their order; without empty ones.
    QByteArrayList list(QByteArrayView name) const;
    /// Whether that list has `token`, in any case: `Connection: keep-alive, Upgrade` has "upgrade".
    bool hasToken(QByteArrayView name, QByteArrayView token) const;
};

/// Reads a head that comes in parts, and holds no more of it than its bounds. Pure; one object a head.
class HttpHeadReader final {
public:
    /// Of the head with its line ends: what Node.js takes, and more than nginx and Apache do.
    static constexpr qsizetype MaxBytes = 16 * 1024;
    /// Apache's LimitRequestFields.
    static constexpr qsizetype MaxFields = 100;

    enum class State {
        Incomplete,
        Whole,
        Malformed, ///< a line that is no field, one that continues the one before it, or a NUL
        TooLarge
    };
    /// Takes what belongs to the head from the front of `bytes`, up to the empty line that ends it. Lines end with CR
    /// LF or, as RFC 9112 (section 2.2) allows readers, with LF alone.
    State feed(QByteArrayView &bytes);
    State state() const { return m_state; }
    /// What has been read; all of it once it is Whole.
    const HttpHead &head() const { return m_head; }

private:
    void endLine();

    State m_state = State::Incomplete;
    HttpHead m_head;
    QByteArray m_line;
    qsizetype m_bytes = 0;
    bool m_hasStart = false;
};

/// Whether `word` is a token of RFC 9110, section 5.6.2: what names of fields and of subprotocols are made of. Pure.
bool isToken(QByteArrayView word);

} // namespace banter::websocket
