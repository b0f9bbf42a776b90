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
class SessionModel;

/// Where a banter:// link leads.
struct BanterLink {
    QUrl server;  ///< as serverAddress() makes it of the link's host and port
    QString room; ///< empty: none in particular
    bool operator==(const BanterLink &) const = default;
};

/// Reads banter://HOST[:PORT][/ROOM]. Anybody may have written it, on a page or in a message, so nothing in it but that
/// is taken. BadRequest for what is none, with one sentence. Pure; any thread.
Result<BanterLink> readBanterLink(const QString &text);

/// Leads to where a link points, as far as looking goes: it signs nobody in and joins nothing. On the first screen the
/// server's address is put into its field; in a chat with that server a room that one is in is shown, and of all else
/// the person is told why not. Waits until the program has found out whom it starts with. GUI thread.
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
    void leadInChat(SessionModel &session, const BanterLink &link);
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
