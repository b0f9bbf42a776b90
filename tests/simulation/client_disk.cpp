// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/client_disk.h"

namespace banter::simulation {

class ClientDisk::Handle final : public ClientStore {
public:
    explicit Handle(ClientDisk &disk) : m_disk(disk) {}

    Status apply(const std::vector<keep::Change> &changes) override { return m_disk.apply(changes); }
    Result<std::vector<StoredRoom>> rooms() override { return m_disk.m_store->rooms(); }
    Result<std::vector<Message>> messages(const QString &room, Seq before, int limit) override
    {
        return m_disk.m_store->messages(room, before, limit);
    }
    Result<std::vector<Message>> messagesIn(const QString &room, const Span &span, int limit, Most most) override
    {
        return m_disk.m_store->messagesIn(room, span, limit, most);
    }
    Result<std::optional<Message>> message(const QString &room, const QString &id) override
    {
        return m_disk.m_store->message(room, id);
    }
    Result<std::vector<Message>> messagesBy(const QString &room, const QString &sender) override
    {
        return m_disk.m_store->messagesBy(room, sender);
    }
    Result<std::vector<Message>> search(const QStringList &words, const QString &room, int limit) override
    {
        return m_disk.m_store->search(words, room, limit);
    }
    Result<std::vector<OutboxEntry>> outbox() override { return m_disk.m_store->outbox(); }
    Result<qint64> outboxPlace(const QString &id) override { return m_disk.m_store->outboxPlace(id); }
    Result<std::optional<Message>> acknowledged(const QString &id) override { return m_disk.m_store->acknowledged(id); }
    Result<QString> setting(const QString &name) override { return m_disk.m_store->setting(name); }

private:
    ClientDisk &m_disk;
};

ClientDisk::ClientDisk(Trace &trace, Ledger &ledger, StorePool &pool, int client)
    : m_trace(trace), m_ledger(ledger), m_pool(pool), m_client(client), m_store(pool.take())
{}

ClientDisk::~ClientDisk()
{
    m_pool.giveBack(std::move(m_store));
}

std::unique_ptr<ClientStore> ClientDisk::open()
{
    dead = gaveUp = false;
    dieAtWrite = 0;
    return std::make_unique<Handle>(*this);
}

Status ClientDisk::apply(const std::vector<keep::Change> &changes)
{
    const Error gone{ErrorCode::Internal, QStringLiteral("The process is dead.")};
    if (dead)
        return gone;
    ++writes;
    const bool dies = dieAtWrite > 0 && --dieAtWrite == 0;
    if (dies && !dieAfter) {
        dead = true;
        return gone;
    }
    gaveUp = gaveUp || full;
    if (full)
        return Error{ErrorCode::StorageFull, QStringLiteral("The disk is full.")};
    Status done = m_store->apply(changes);
    if (!done.ok())
        m_trace.fail("the client's store failed: " + done.error().message.toStdString());
    for (const keep::Change &change : changes)
        note(change);
    dead = dies;
    return done;
}

void ClientDisk::note(const keep::Change &change)
{
    if (const auto *put = std::get_if<keep::PutOutbox>(&change)) {
        // Only what a person told to send may be in there: nothing ephemeral, nothing twice under another name.
        const bool isReaction = put->entry.operation == Operation::React;
        if (isReaction)
            m_ledger.reactions.kept(m_client, put->entry);
        const bool isWish = isReaction || m_ledger.wishes.kept(m_client, put->entry);
        if (!put->entry.isMessage()) {
            m_outbox[put->entry.clientId] = put->entry.room;
            return;
        }
        Said *said = m_ledger.find(m_ledger.firstText(put->entry.clientId, put->entry.text));
        if (!said && isWish) { // its message turned out to be at the server without it
            m_outbox[put->entry.clientId] = put->entry.room;
            return;
        }
        if (m_ledger.isOtherWording(put->entry.clientId, put->entry.text, put->entry.failure)) {
            m_outbox[put->entry.clientId] = put->entry.room;
            return;
        }
        // What a server that was set back has lost comes back, on every device of whoever said it.
        const bool cameBack =
            put->entry.formerSeq > 0 || put->entry.failure.startsWith(errorCodeName(ErrorCode::ServerLost));
        if (!said || (said->client != m_client && !cameBack) || said->room != put->entry.room)
            m_trace.fail("in the outbox without having been said: " + put->entry.text.toStdString());
        else if (!said->clientId.isEmpty() && said->clientId != put->entry.clientId)
            m_trace.fail("in the outbox under another id: " + put->entry.text.toStdString());
        else
            said->clientId = put->entry.clientId;
        if (said && said->clientId == put->entry.clientId && m_ledger.find(put->entry.text) != said)
            said->tookUpEdit = true;
        m_outbox[put->entry.clientId] = put->entry.room;
    } else if (const auto *drop = std::get_if<keep::DropOutbox>(&change)) {
        m_outbox.erase(drop->clientId);
        m_history.erase(drop->clientId); // found in the new history, or thrown away
        m_ledger.thrownAway(m_client, drop->clientId);
    } else if (const auto *messages = std::get_if<keep::PutMessages>(&change)) {
        for (const Message &message : messages->messages) {
            m_outbox.erase(message.clientId);
            m_history[message.clientId] = messages->room;
        }
    } else if (const auto *room = std::get_if<keep::DropRoom>(&change)) {
        std::erase_if(m_outbox, [&](const auto &entry) {
            if (entry.second == room->room)
                m_ledger.thrownAway(m_client, entry.first);
            return entry.second == room->room;
        });
        std::erase_if(m_history, [&](const auto &entry) { return entry.second == room->room; });
    }
}

} // namespace banter::simulation
