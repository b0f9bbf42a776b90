// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"

#include <QCoreApplication>

#include <algorithm>

namespace banter::testing {

// ---- the view ----

void View::apply(const Changes &changes)
{
    if (changes.connection) {
        connection = *changes.connection;
        statuses.push_back(connection);
    }
    if (changes.metrics)
        metrics = *changes.metrics;
    if (changes.otherServer)
        otherServer = changes.otherServer;
    if (changes.token)
        token = changes.token;
    fixed.insert(changes.fixed.begin(), changes.fixed.end());
    if (changes.found)
        found = changes.found;
    largestBatch = std::max(largestBatch, changes.messages.size());
    for (const QString &id : changes.roomsGone) {
        roomsGone.push_back(id);
        rooms.erase(id);
        typing.erase(id);
    }
    for (const auto &[id, room] : changes.rooms)
        rooms[id] = room;
    for (const QString &room : changes.historyReset) {
        resets.insert(room);
        std::erase_if(events, [&](const ShownMessage &shown) { return shown.message.room == room; });
        std::erase_if(quoted, [&](const auto &entry) { return entry.first.first == room; });
    }
    events.insert(events.end(), changes.messages.begin(), changes.messages.end());
    for (const auto &[key, message] : changes.quoted)
        quoted.insert_or_assign(key, message);
    amended.insert(amended.end(), changes.amended.begin(), changes.amended.end());
    for (const Amendment &change : changes.amended) {
        for (ShownMessage &shown : events)
            amend(shown.message, change);
        for (auto &[key, message] : quoted)
            amend(message, change);
    }
    for (const ShownOperation &one : changes.operations) {
        const auto known = std::find_if(operations.begin(), operations.end(),
                                        [&](const ShownOperation &each) { return each.clientId == one.clientId; });
        if (known == operations.end())
            operations.push_back(one);
        else
            *known = one;
    }
    for (const auto &one : changes.messagesGone) {
        gone.insert(one);
        std::erase_if(events, [&](const ShownMessage &shown) {
            return shown.message.room == one.first && shown.own && shown.message.clientId == one.second;
        });
    }
    for (const auto &[room, state] : changes.history)
        history[room] = state;
    for (const auto &[room, members] : changes.roster) {
        roster[room].clear();
        for (const Member &member : members)
            roster[room][member.presence.user] = member;
    }
    for (const auto &[key, member] : changes.members)
        roster[key.first][key.second] = member;
    for (const auto &key : changes.membersGone)
        roster[key.first].erase(key.second);
    invited.insert(invited.end(), changes.invited.begin(), changes.invited.end());
    if (changes.own)
        own = changes.own;
    for (const auto &[user, one] : changes.presence)
        presence[user] = one;
    for (const auto &[room, users] : changes.typing)
        typing[room] = users;
    for (const auto &[key, point] : changes.cursors)
        cursors[key] = point;
    for (const auto &key : changes.cursorsGone)
        cursors.erase(key);
    remarks.insert(remarks.end(), changes.remarks.begin(), changes.remarks.end());
    notices.insert(notices.end(), changes.notices.begin(), changes.notices.end());
    failures.insert(failures.end(), changes.failures.begin(), changes.failures.end());
    accomplished.insert(accomplished.end(), changes.accomplished.begin(), changes.accomplished.end());
    account.insert(account.end(), changes.account.begin(), changes.account.end());
}

std::vector<ShownMessage> View::messages(const QString &room) const
{
    std::map<Seq, ShownMessage> placed;
    std::map<QString, ShownMessage> byId;
    std::vector<QString> order;
    for (const ShownMessage &shown : events) {
        if (shown.message.room != room)
            continue;
        if (shown.message.seq > 0) {
            placed[shown.message.seq] = shown;
            if (shown.own)
                byId.erase(shown.message.clientId);
        } else {
            byId[shown.message.clientId] = shown;
            if (std::find(order.begin(), order.end(), shown.message.clientId) == order.end())
                order.push_back(shown.message.clientId);
        }
    }
    std::vector<ShownMessage> all;
    for (const auto &[seq, shown] : placed)
        all.push_back(shown);
    for (const QString &id : order) {
        if (byId.count(id) > 0)
            all.push_back(byId[id]);
    }
    return all;
}

std::vector<QString> View::texts(const QString &room) const
{
    std::vector<QString> texts;
    for (const ShownMessage &shown : messages(room))
        texts.push_back(shown.message.text);
    return texts;
}

int View::told(const QString &clientId, DeliveryState state) const
{
    return int(std::count_if(events.begin(), events.end(), [&](const ShownMessage &shown) {
        return shown.message.clientId == clientId && shown.state == state;
    }));
}

std::optional<ShownMessage> View::message(const QString &clientId) const
{
    const auto found = std::find_if(events.rbegin(), events.rend(),
                                    [&](const ShownMessage &shown) { return shown.message.clientId == clientId; });
    return found == events.rend() ? std::nullopt : std::optional(*found);
}

std::optional<ShownOperation> View::operation(const QString &clientId) const
{
    const auto known = std::find_if(operations.begin(), operations.end(),
                                    [&](const ShownOperation &each) { return each.clientId == clientId; });
    return known == operations.end() ? std::nullopt : std::optional(*known);
}

std::vector<ShownOperation> View::wishes() const
{
    using State = ShownOperation::State;
    std::vector<ShownOperation> wishes;
    std::copy_if(operations.begin(), operations.end(), std::back_inserter(wishes),
                 [](const ShownOperation &one) { return one.state != State::Done && one.state != State::Dropped; });
    return wishes;
}

bool View::failed(ErrorCode code, const QString &room) const
{
    return std::any_of(failures.begin(), failures.end(), [&](const Failed &failed) {
        return failed.error.code == code && (room.isEmpty() || failed.room == room);
    });
}

// ---- the store ----

Status BreakableStore::apply(const std::vector<keep::Change> &changes)
{
    ++m_fate.writes;
    m_fate.changes += int(changes.size());
    if (m_fate.crashed())
        return Error{ErrorCode::Internal, QStringLiteral("crashed"), 0};
    if (m_fate.full)
        return Error{ErrorCode::StorageFull, QStringLiteral("The disk is full."), 0};
    return m_store->apply(changes);
}

// ---- the stage ----

Stage::Stage(quint64 seed) : random(seed) {}

Stage::~Stage()
{
    session.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

std::unique_ptr<ClientStore> Stage::openStore() const
{
    auto store = openClientStore(m_dir.filePath(QStringLiteral("store.db")));
    if (!store.ok())
        qFatal("%s", qPrintable(store.error().message));
    return std::move(store).value();
}

void Stage::start()
{
    session.reset();
    const ConnectionParts parts{otherLinks ? *otherLinks : server, clock, random, scheduler, nullptr};
    session = std::make_unique<Session>(
        SessionConfig{QUrl(QStringLiteral("ws://fake.example")), credentials, serverFingerprint, false, 0, knownServer},
        parts, otherDialect ? otherDialect() : server.dialect(), std::make_unique<BreakableStore>(openStore(), fate));
    QObject::connect(session.get(), &Session::changed, session.get(), [this] { view.apply(session->takeChanges()); });
}

void Stage::start(const Credentials &others)
{
    credentials = others;
    start();
}

void Stage::kill()
{
    fate.crashAt = 0; // whatever it still wants to write is lost
    session.reset();
    fate = {};
    server.cut();
    view = {};
}

void Stage::enter()
{
    start();
    tell(tell::Connect{});
    tell(tell::OpenRoom{Lobby, 0});
    runUntil([this] { return connected() && view.roster.count(Lobby) > 0; }, 10'000);
    run(10);
}

void Stage::send(const QString &text, const QString &clientId, const QString &room)
{
    tell(tell::Send{room, text, clientId});
}

void Stage::lose()
{
    server.cut();
    runUntil([this] { return !connected(); }, 100);
}

void Stage::goOffline()
{
    server.up = false;
    lose();
}

bool Stage::restore()
{
    server.up = true;
    return runUntil([this] { return connected(); });
}

bool Stage::runUntil(const std::function<bool()> &done, qint64 ms)
{
    const MonoMs end = clock.monotonicMs() + ms;
    while (!done() && clock.monotonicMs() < end)
        run(1);
    return done();
}

} // namespace banter::testing
