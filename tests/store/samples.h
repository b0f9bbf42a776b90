// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/client_store.h"

namespace banter::testing {

inline const QString Lobby = QStringLiteral("lobby");
inline const QString Attic = QStringLiteral("attic");

inline QString clientIdOf(Seq seq)
{
    return QStringLiteral("client-%1").arg(seq);
}

inline Message makeMessage(const QString &room, Seq seq)
{
    return {{room, clientIdOf(seq), QString::number(seq), seq},
            {QStringLiteral("ann"), QStringLiteral("line %1").arg(seq), 1'700'000'000'000 + seq},
            {}};
}

/// Messages first..last of a room, as one page from the server.
inline keep::PutMessages makePage(const QString &room, Seq first, Seq last)
{
    keep::PutMessages page{room, {}, {first - 1, last}};
    for (Seq seq = first; seq <= last; ++seq)
        page.messages.push_back(makeMessage(room, seq));
    return page;
}

inline OutboxEntry makeEntry(const QString &clientId, const QString &text = QStringLiteral("hello"),
                             DeliveryState state = DeliveryState::Pending)
{
    return {Lobby, clientId,
            text,  1'700'000'000'000,
            state, state == DeliveryState::Failed ? QStringLiteral("forbidden: No.") : QString()};
}

inline Room makeRoom(const QString &id)
{
    return {id, false, true, 0, 0, 1};
}

inline std::vector<Seq> seqsOf(const std::vector<Message> &messages)
{
    std::vector<Seq> seqs;
    for (const Message &message : messages)
        seqs.push_back(message.seq);
    return seqs;
}

inline QStringList idsOf(const std::vector<OutboxEntry> &entries)
{
    QStringList ids;
    for (const OutboxEntry &entry : entries)
        ids.append(entry.clientId);
    return ids;
}

} // namespace banter::testing
