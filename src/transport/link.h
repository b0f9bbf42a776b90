// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"

#include <QObject>

#include <memory>

namespace banter {

/// How and why a link ended, with QWebSocket's pitfalls already sorted out (see qwebsocket_link.h).
struct LinkEnd {
    enum class Kind {
        Refused,     ///< nobody listens, or the host is unknown
        Handshake,   ///< somebody answered, but not as a WebSocket server; httpStatus where known
        Tls,         ///< the certificate; never retried by itself
        CloseFrame,  ///< the peer sent a Close frame; code is its own
        Lost,        ///< RST, FIN without a Close frame, a stalled frame, any other network fault: code 1006
        Finished,    ///< the server said that nothing more will ever come (HTTP 204 to an event stream)
        StreamEnded, ///< an event stream that brought something came to its end in order: the next one goes on there
        NoTls,       ///< no encryption came about: mostly, the address asks for it and the server has none
        NeedsTls,    ///< what answered speaks TLS only, and the address asks for none
        HungUp,      ///< somebody listens, and ended the connection without a word
        Local,       ///< this side called close() or abort()
    };
    static constexpr int MaxReasonChars = 500; ///< a sentence for people, not a page

    Kind kind = Kind::Lost;
    int code = 1006;
    int httpStatus = 0;      ///< 0 when not known
    QString reason;          ///< the peer's words, or the system's: a sentence for people, at most MaxReasonChars
    qint64 retryAfterMs = 0; ///< the server asked to wait this long before the next try; 0 when it did not
    /// Lost, because a text came that this side's reader does not take for UTF-8: one that was cut into frames inside a
    /// character is among them (Qt 6.4 to 6.8).
    bool unreadableText = false;
    /// Handshake, and what was not liked is no status and no other protocol: another reader may take it.
    bool maybeQtsFault = false;
};

/// A bidirectional stream of frames. Used for one opening only: a new object per attempt. All functions and signals on
/// the thread that made it. No signal is ever emitted from inside a call to one of its functions.
class Link : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~Link() override = default;

    virtual void open(const LinkRequest &request) = 0;
    /// More than that is never held for a peer: whoever goes on after a look at bytesToWrite() stays far below it.
    static constexpr qint64 MaxBacklogBytes = 16 * 1024 * 1024;

    /// False when the link is not open, or would hold more than MaxBacklogBytes: nothing was queued.
    virtual bool send(const Frame &frame) = 0;
    /// A ping with up to 125 bytes of payload, which ponged() gives back.
    virtual void ping(const QByteArray &payload) = 0;
    /// A polite end: Close frame, then waits for the peer; ended() follows, unless abort() comes first.
    virtual void close(int code, const QString &reason) = 0;
    /// The end at once. ended() follows with Local.
    virtual void abort() = 0;
    /// Bytes accepted by send() that the system has not taken yet.
    virtual qint64 bytesToWrite() const = 0;

Q_SIGNALS:
    void opened(const QString &subprotocol);
    void received(const banter::Frame &frame);
    /// Bytes of a frame came that is not whole yet. Where a link cannot see that, it stays silent.
    void arriving();
    void ponged(const QByteArray &payload);
    /// The system took `bytes` more.
    void written(qint64 bytes);
    /// QWebSocket fails at this server where the program's own WebSocket gets on, or may: the next request should ask
    /// for that. Before opened() or ended(), at most once.
    void ownWebSocketNeeded();
    /// Exactly once, and nothing after it.
    void ended(const banter::LinkEnd &end);
};

/// Makes links, so that a test or a simulation can hand in its own network.
class LinkFactory {
public:
    virtual ~LinkFactory() = default;
    /// One that opens requests of this kind and no others.
    virtual std::unique_ptr<Link> make(LinkKind kind) = 0;
};

} // namespace banter
