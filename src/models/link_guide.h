// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/scheduler.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <optional>

namespace banter {

class AppModel;
class LiveAccount;
class SessionModel;

/// Where a banter:// link leads.
struct BanterLink {
    QUrl server;       ///< as serverAddress() makes it of the link's host and port
    QString room;      ///< empty: none in particular
    QString code = {}; ///< an invitation code for a new account there
    bool operator==(const BanterLink &) const = default;
};

/// Reads banter://HOST[:PORT][/ROOM][?code=CODE]. Anybody may have written it, on a page or in a message, so nothing in
/// it but that is taken. BadRequest for what is none, with one sentence. Pure; any thread.
Result<BanterLink> readBanterLink(const QString &text);

/// Leads to where a link points, as far as looking goes: it signs nobody in and joins nothing. Where an account is live
/// on the link's server that one is shown, and in it a room that one is in; of a room that one is not in the person is
/// told. Otherwise the first screen has the server's address in its field, and the code, and the accounts elsewhere go
/// on. Waits until the program has found out whom it starts with. GUI thread.
class LinkGuide final : public QObject {
    Q_OBJECT
public:
    /// A room may not be known yet right after the start; so long (ms) it is waited for.
    static constexpr qint64 RoomMs = 5'000;

    /// `dialect`: what servers of links speak. What is handed in outlives it.
    LinkGuide(AppModel &app, Scheduler &scheduler, QString dialect);
    ~LinkGuide() override;

    /// The newest link counts.
    void follow(const BanterLink &link);

private:
    void lead();
    LiveAccount *accountFor(const BanterLink &link) const;
    void leadToStart(const BanterLink &link);
    bool showRoom(SessionModel &session, const QString &room);
    void waitForRoom(SessionModel &session, const QString &room);
    void stopWaiting();

    AppModel &m_app;
    Scheduler &m_scheduler;
    QString m_dialect;
    std::optional<BanterLink> m_link;
    QPointer<QObject> m_watch;
    TimerId m_deadline = 0;
};

} // namespace banter
