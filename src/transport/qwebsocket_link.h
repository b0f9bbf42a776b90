// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "transport/link.h"

#include <QAbstractSocket>
#include <QPointer>
#include <QWebSocket>

#include <optional>

namespace banter {

/// A Link over QWebSocket. Its pitfalls (Qt 6.4) are dealt with here and nowhere else: a lost link reads as 1000, a
/// close code survives open(), `disconnected` comes inside close() and before `error`, and where Qt itself closes (a
/// stalled frame, a broken or too large one) it reads as if the peer had: 1001, 1002, 1007, 1009.
class QWebSocketLink final : public Link {
    Q_OBJECT
public:
    explicit QWebSocketLink(QObject *parent = nullptr);
    ~QWebSocketLink() override;

    void open(const LinkRequest &request) override;
    bool send(const Frame &frame) override;
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override;

private Q_SLOTS:
    void peerClosed();

private:
    void watchParts();
    void textCame(const QString &text);
    void bytesCame(QAbstractSocket &bytes);
    void onError(QAbstractSocket::SocketError error);
    void endSoon();
    void end();
    LinkEnd verdict() const;
    void judgeAnswer(LinkEnd &end) const;
    void noteAnswer();

    QWebSocket m_socket;
    QPointer<QAbstractSocket> m_bytesPart;
    QByteArray m_bytes;
    bool m_wasOpen = false;
    bool m_sawClose = false;
    bool m_local = false;
    bool m_ending = false;
    bool m_ended = false;
    bool m_wholeFrame = true; ///< one came since the last bytes did
    bool m_seesCloses = false;
    bool m_peerClosed = false;
    bool m_reached = false; ///< there is somebody at that port
    bool m_firstBytes = true;
    bool m_foreign = false; ///< what answered does not speak HTTP
    bool m_needsTls = false;
    QString m_answer; ///< status and phrase of what answered; empty where it told none
    QString m_tlsFault;
    std::optional<QAbstractSocket::SocketError> m_error;
    QString m_errorText;
};

/// Makes QWebSocketLinks on the calling thread.
class QWebSocketLinkFactory final : public LinkFactory {
public:
    std::unique_ptr<Link> make(LinkKind kind) override;
};

} // namespace banter
