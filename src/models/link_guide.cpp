// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/link_guide.h"

#include "core/text.h"
#include "models/app_model.h"
#include "models/server_address.h"
#include "protocol/limits.h"

#include <utility>

namespace banter {

namespace {

/// Longer than any host and room; what is longer is not looked at.
constexpr qsizetype MaxLink = 2'000;

Error notALink()
{
    return {ErrorCode::BadRequest,
            QStringLiteral("That is no link that Banter knows: one is banter://HOST, banter://HOST:PORT or "
                           "banter://HOST:PORT/ROOM.")};
}

} // namespace

Result<BanterLink> readBanterLink(const QString &text)
{
    if (text.size() > MaxLink) {
        return notALink();
    }
    const QUrl url(text, QUrl::StrictMode);
    const bool isPlain = url.userInfo().isEmpty() && !url.hasFragment() && !url.hasQuery();
    if (!url.isValid() || url.scheme() != u"banter" || url.host().isEmpty() || !isPlain) {
        return notALink();
    }
    const Result<QUrl> server = serverAddress(url.authority());
    const QString room = url.path(QUrl::FullyDecoded).mid(1);
    if (!server.ok() || (!room.isEmpty() && !checkRoomName(room, protocol::limits::MaxRoomChars).ok())) {
        return notALink();
    }
    return BanterLink{server.value(), room};
}

LinkGuide::LinkGuide(AppModel &app, Scheduler &scheduler, QString dialect)
    : m_app(app), m_scheduler(scheduler), m_dialect(std::move(dialect))
{
    connect(&m_app, &AppModel::openingChanged, this, &LinkGuide::lead);
    connect(&m_app, &AppModel::sessionChanged, this, &LinkGuide::lead);
    connect(m_app.start(), &StartModel::busyChanged, this, &LinkGuide::lead);
}

LinkGuide::~LinkGuide()
{
    stopWaiting();
}

void LinkGuide::follow(const BanterLink &link)
{
    m_link = link;
    lead();
}

void LinkGuide::lead()
{
    if (!m_link || m_app.opening() || (!m_app.session() && m_app.start()->busy())) {
        return;
    }
    const BanterLink link = *std::exchange(m_link, std::nullopt);
    stopWaiting();
    if (SessionModel *session = m_app.session()) {
        leadInChat(*session, link);
        return;
    }
    SavedAccount account;
    account.server = link.server;
    account.user = m_app.start()->lastName();
    account.dialect = m_dialect;
    m_app.start()->setLast(account);
}

void LinkGuide::leadInChat(SessionModel &session, const BanterLink &link)
{
    if (session.identity()->serverName() != serverDisplayName(link.server)) {
        Q_EMIT session.failed(tr("The link leads to %1, and this chat is on %2. Sign out to go there.")
                                  .arg(serverDisplayName(link.server), session.identity()->serverName()),
                              {});
        return;
    }
    if (!link.room.isEmpty() && !showRoom(session, link.room)) {
        waitForRoom(session, link.room);
    }
}

bool LinkGuide::showRoom(SessionModel &session, const QString &room)
{
    if (!session.rooms()->isJoined(room)) {
        return false;
    }
    session.current()->show(room);
    return true;
}

void LinkGuide::waitForRoom(SessionModel &session, const QString &room)
{
    m_watch = new QObject(&session); // goes with the chat, where that ends meanwhile
    const auto look = [this, &session, room] {
        if (showRoom(session, room)) {
            stopWaiting();
        }
    };
    connect(session.rooms(), &QAbstractItemModel::rowsInserted, m_watch, look);
    connect(session.rooms(), &QAbstractItemModel::rowsMoved, m_watch, look);
    connect(session.rooms(), &QAbstractItemModel::dataChanged, m_watch, look);
    m_deadline = m_scheduler.after(RoomMs, [this, &session, room] {
        m_deadline = 0;
        if (m_watch) {
            stopWaiting();
            Q_EMIT session.failed(tr("The link leads to the room %1, and you are not in it.").arg(room), {});
        }
    });
}

void LinkGuide::stopWaiting()
{
    m_scheduler.cancel(std::exchange(m_deadline, 0));
    delete m_watch; // at once, and with it the calls that are bound to it
}

} // namespace banter
