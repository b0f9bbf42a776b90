// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "tests/session/stage.h"
#include "transport/system_links.h"

#include <QObject>

namespace banter::testing {

/// Somebody at the whole client, over real sockets: session, dialect and store as the programs have them.
class Person final {
public:
    struct Wish {
        QUrl server;
        QString dialect; ///< a name, or anything where `profile` is given
        QString user;
        QString secret = QStringLiteral("good");
        QByteArray profile = {};
        QString storeFile = {};
    };
    explicit Person(const Wish &wish);
    ~Person();

    /// Empty when all of it could be made.
    QString fault() const { return m_fault; }
    /// Connects, joins the room and looks at it.
    void enter(const QString &room);
    void send(const QString &room, const QString &text, const QString &clientId = {});
    void tell(const tell::Command &command) { m_session->tell(command); }

    bool connected() const { return view.state() == ConnectionState::Connected; }
    /// Messages with that text that are in that state, and whether each is so once: a message is known by its place, or
    /// by its client id while it has none.
    int count(const QString &room, const QString &text, DeliveryState state = DeliveryState::Sent) const;
    bool has(const QString &room, const QString &text) const { return count(room, text) == 1; }
    bool sees(const QString &room, const QString &user) const;
    bool seesTyping(const QString &room, const QString &user) const;

    View view;

private:
    QString m_fault;
    SystemClock m_clock;
    SystemRandom m_random;
    QtScheduler m_scheduler;
    SystemLinkFactory m_links{m_scheduler};
    std::unique_ptr<Session> m_session;
};

} // namespace banter::testing
