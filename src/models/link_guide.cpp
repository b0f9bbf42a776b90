// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/link_guide.h"

#include "core/invite_link.h"
#include "core/text.h"
#include "models/app_model.h"
#include "models/server_address.h"
#include "protocol/limits.h"

#include <algorithm>
#include <utility>

namespace banter {

namespace {

/// Longer than any host and room; what is longer is not looked at.
constexpr qsizetype MaxLink = 2'000;

/// As people read it to each other.
bool isCode(const QString &code)
{
    return !code.isEmpty() && std::all_of(code.begin(), code.end(), [](QChar character) {
        return character == u'-' || (character.unicode() < 0x80 && character.isLetterOrNumber());
    });
}

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
    QUrl url(text, QUrl::StrictMode);
    const bool hasCode = url.hasQuery();
    const QString code = takeInviteCode(url);
    const bool isPlain = url.userInfo().isEmpty() && !url.hasFragment() && !url.hasQuery() && hasCode == isCode(code);
    if (!url.isValid() || url.scheme() != u"banter" || url.host().isEmpty() || !isPlain) {
        return notALink();
    }
    const Result<QUrl> server = serverAddress(url.authority());
    const QString room = url.path(QUrl::FullyDecoded).mid(1);
    if (!server.ok() || (!room.isEmpty() && !checkRoomName(room, protocol::limits::MaxRoomChars).ok())) {
        return notALink();
    }
    return BanterLink{server.value(), room, code};
}

LinkGuide::LinkGuide(AppModel &app, Scheduler &scheduler, QString dialect)
    : m_app(app), m_scheduler(scheduler), m_dialect(std::move(dialect))
{
    connect(&m_app, &AppModel::openingChanged, this, &LinkGuide::lead);
    connect(m_app.accounts(), &AccountsModel::currentChanged, this, &LinkGuide::lead);
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
    if (!m_link || m_app.opening()) {
        return;
    }
    LiveAccount *account = accountFor(*m_link);
    if (!account && m_app.start()->busy()) {
        return; // somebody is being signed in, perhaps there
    }
    const BanterLink link = *std::exchange(m_link, std::nullopt);
    stopWaiting();
    if (!account) {
        leadToStart(link);
        return;
    }
    m_app.accounts()->choose(account->key());
    if (!link.room.isEmpty() && !showRoom(*account->session(), link.room)) {
        waitForRoom(*account->session(), link.room);
    }
}

// On its server: one that is in its room before others, and the current one before others. Null when there is none.
LiveAccount *LinkGuide::accountFor(const BanterLink &link) const
{
    LiveAccount *best = nullptr;
    int bestFit = 0;
    for (LiveAccount *account : m_app.accounts()->live()) {
        SessionModel &session = *account->session();
        if (session.identity()->serverName() != serverDisplayName(link.server)) {
            continue;
        }
        const bool isIn = !link.room.isEmpty() && session.rooms()->isJoined(link.room);
        const int fit = 1 + (isIn ? 2 : 0) + (account == m_app.accounts()->current() ? 1 : 0);
        if (fit > bestFit) {
            best = account;
            bestFit = fit;
        }
    }
    return best;
}

void LinkGuide::leadToStart(const BanterLink &link)
{
    const QString signedOut = m_app.accounts()->signedOutAt(serverDisplayName(link.server));
    if (!signedOut.isEmpty()) {
        m_app.accounts()->choose(signedOut);
        return;
    }
    SavedAccount account;
    account.server = link.server;
    account.user = m_app.start()->lastName();
    account.dialect = m_dialect;
    if (m_app.accounts()->current()) {
        m_app.accounts()->add();
    }
    m_app.start()->setLast(account);
    if (!link.code.isEmpty()) {
        m_app.start()->invite(link.code);
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
    connect(session.rooms(), &RoomsModel::applied, m_watch, look);
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
