// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/random.h"
#include "core/values.h"
#include "websocket/http_head.h"

#include <QStringList>
#include <QUrl>

namespace banter::websocket {

/// What a client asks for. In `headers` may be whatever the server needs, but not what belongs to the handshake itself
/// (Host, Upgrade, Connection, Sec-WebSocket-*, Content-Length, Transfer-Encoding), nor what is no header (a name that
/// is no token, a value with a line's end in it): such are left out.
struct Opening {
    QUrl url;                 ///< ws or wss; of it are sent: host, port, path and query
    QStringList subprotocols; ///< in the order of preference; what is no token is left out
    QList<QPair<QByteArray, QByteArray>> headers;
};

/// The client's part of the opening handshake (RFC 6455, section 4.1): a request out, the answer in. It holds no more
/// of an answer than its bounds. Pure; one object for one opening.
class ClientHandshake final {
public:
    /// `random` gives the key.
    ClientHandshake(Opening opening, Random &random);

    /// The request's bytes.
    QByteArray request() const;

    enum class State {
        Waiting,
        Open,    ///< the bytes that follow are frames
        Refused, ///< a whole head with another status than 101: status() and the others say what
        Broken,  ///< HTTP, but no handshake: fault() says why; status() is 101, or 0 where no head could be read
        Foreign  ///< what answers speaks no HTTP
    };
    /// Takes what belongs to the answer from the front of `bytes`, of which the rest is the first frames' (Open) or the
    /// beginning of a page (Refused). After Waiting nothing is taken. Answers of 100 to 199 other than 101 are skipped.
    State feed(QByteArrayView &bytes);
    State state() const { return m_state; }

    int status() const { return m_status; }
    /// What the server says beside it; at most MaxPhraseChars. Empty where it says nothing.
    QString phrase() const { return m_phrase; }
    static constexpr qsizetype MaxPhraseChars = 100;
    /// Where a redirection leads (300 to 399), against the request's address. Nothing follows it: what the headers say
    /// was meant for one server. Invalid where there is none.
    QUrl location() const;
    /// What Retry-After asks for, in seconds or as a date (RFC 9110, section 10.2.3), against `now`; 0 where it asks
    /// for nothing, and at most MaxRetryAfterMs.
    qint64 retryAfterMs(WallMs now) const;
    static constexpr qint64 MaxRetryAfterMs = 86'400'000;
    /// The subprotocol that the server chose, one of those offered; empty: none.
    QString subprotocol() const { return m_subprotocol; }
    /// English, for diagnostics.
    QString fault() const { return m_fault; }
    /// What answers is TLS, and asks for TLS (an alert, RFC 8446, section 5.1).
    bool speaksTls() const { return m_speaksTls; }

private:
    void judgeStart(QByteArrayView bytes);
    void judgeHead();
    void judgeUpgrade();
    void breakOff(const QString &fault);

    Opening m_opening;
    QByteArray m_key;
    State m_state = State::Waiting;
    QByteArray m_start; ///< the first bytes, until they are known to be HTTP
    bool m_speaksHttp = false;
    HttpHeadReader m_reader;
    int m_interim = 0;
    int m_status = 0;
    QString m_phrase;
    QString m_subprotocol;
    QString m_fault;
    bool m_speaksTls = false;
};

} // namespace banter::websocket
