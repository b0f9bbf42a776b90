// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/session_impl.h"

#include <utility>

// What is known from last time, and whose it is.
namespace banter {
namespace {

const QString Epoch = QStringLiteral("epoch");
const QString User = QStringLiteral("user");
/// "stay" for a server that does not tell what was missed: to be known before it answers.
const QString Absences = QStringLiteral("absences");
const QString Stay = QStringLiteral("stay");
/// Whether places are the server's count, which is to be known before it answers, too. Of a server from before this was
/// kept, the former tells.
const QString Places = QStringLiteral("places");
const QString Counted = QStringLiteral("counted");
const QString Given = QStringLiteral("given");
/// What can be done to messages that were sent, which is to be known before the server answers, too.
const QString Verbs = QStringLiteral("verbs");
const QString MayEdit = QStringLiteral("edit");
const QString MayDelete = QStringLiteral("delete");
const QString MayReact = QStringLiteral("react");
const QString MayReply = QStringLiteral("reply");
const QString MayMention = QStringLiteral("mention");

} // namespace

void Session::Impl::load(const SessionConfig &config)
{
    const Result<QString> epoch = m_store->setting(Epoch);
    const Result<QString> user = m_store->setting(User);
    const Result<QString> joins = m_store->setting(RoomMembership::Joins);
    const Result<QString> leaves = m_store->setting(RoomMembership::Leaves);
    const Result<QString> server = m_store->setting(Authentication::KnownServerSetting);
    const Result<QString> sendingFirst = m_store->setting(RoomMembership::SendingFirst);
    Result<std::vector<StoredRoom>> rooms = m_store->rooms();
    Result<std::vector<OutboxEntry>> outbox = m_store->outbox();
    if (const auto kind = m_store->setting(WebSocketMemory::Setting); kind.ok())
        m_webSocket.load(kind.value());
    const bool told = !config.serverFingerprint.isEmpty() || config.anyServer;
    m_authentication.load(server.ok() ? server.value() : QString(), config.knownServer,
                          told ? std::optional(config.serverFingerprint)
                               : std::nullopt); // whatever else cannot be read
    if (!epoch.ok() || !user.ok() || !rooms.ok() || !outbox.ok() || !joins.ok() || !leaves.ok() || !sendingFirst.ok() ||
        !server.ok()) {
        m_views.ownFailure(!rooms.ok() ? rooms.error()
                                       : Error{ErrorCode::Internal, QStringLiteral("The history cannot be read.")},
                           {}, {}, Deed::Storage);
        return;
    }
    if (const auto choice = m_store->setting(PresenceTracker::Setting); choice.ok() && !choice.value().isEmpty())
        m_presence.restore(choice.value());
    const Result<QString> absences = m_store->setting(Absences);
    m_server.capabilities.history = !absences.ok() || absences.value() != Stay;
    const Result<QString> places = m_store->setting(Places);
    const bool saysWhich = places.ok() && !places.value().isEmpty();
    m_server.capabilities.counts = saysWhich ? places.value() == Counted : m_server.capabilities.history;
    if (const Result<QString> verbs = m_store->setting(Verbs); verbs.ok()) {
        const QStringList known = verbs.value().split(u' ');
        m_server.capabilities.edits = known.contains(MayEdit);
        m_server.capabilities.deletes = known.contains(MayDelete);
        m_server.capabilities.reactions = known.contains(MayReact);
        m_server.capabilities.replies = known.contains(MayReply);
        m_server.capabilities.mentions = known.contains(MayMention);
    }
    m_server.epoch = epoch.value();
    m_server.owner = user.value();
    m_server.user = m_server.owner.isEmpty() ? m_authentication.user() : m_server.owner;
    for (const StoredRoom &stored : rooms.value())
        loadRoom(stored);
    m_membership.load(joins.value(), leaves.value(), sendingFirst.value());
    m_queue.load(std::move(outbox).value());
    m_operations.findTargets();
}

void Session::Impl::loadRoom(const StoredRoom &stored)
{
    KnownRoom &room = m_rooms.load(stored);
    m_timelines.of(room).load(stored);
    m_changes.load(stored);
    m_rooms.findUnread(room);
    m_rooms.show(room);
}

void Session::Impl::keepIdentity()
{
    m_disk.put(keep::PutSetting{User, m_server.user});
    m_disk.put(keep::PutSetting{Epoch, m_server.epoch});
    m_disk.put(keep::PutSetting{Absences, m_server.capabilities.history ? QString() : Stay});
    m_disk.put(keep::PutSetting{Places, m_server.capabilities.counts ? Counted : Given});
    QStringList verbs;
    if (m_server.capabilities.edits)
        verbs.append(MayEdit);
    if (m_server.capabilities.deletes)
        verbs.append(MayDelete);
    if (m_server.capabilities.reactions)
        verbs.append(MayReact);
    if (m_server.capabilities.replies)
        verbs.append(MayReply);
    if (m_server.capabilities.mentions)
        verbs.append(MayMention);
    m_disk.put(keep::PutSetting{Verbs, verbs.join(u' ')});
}

} // namespace banter
