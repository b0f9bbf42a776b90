// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/once_each.h"

namespace banter {

using namespace protocol;

bool OnceEach::answers(const Peer &peer, quint64 request, const QString &clientId, MessageVerb verb,
                       const QByteArray &digest, const QString &room)
{
    const qint64 account = peer.person->account.id;
    if (m_commits.isPending(account, clientId))
        m_commits.flush(); // its verdict is due anyway, and then it is on the disk or was refused
    const Result<std::optional<MessageOperation>> done = m_state.parts.store.operation(account, clientId);
    if (!done.ok()) {
        m_state.refuse(peer, request, done.error());
        return true;
    }
    if (!done.value())
        return false;
    const MessageOperation &first = *done.value();
    const bool isSame = first.verb == verb && first.room == room && (first.digest.isEmpty() || first.digest == digest);
    if (isSame) {
        m_state.answer(peer, request, ackOf(first));
    } else {
        m_state.refuse(peer, request,
                       {ErrorCode::Conflict, QStringLiteral("Something else was done under the same client id.")});
    }
    return true;
}

Ack ackOf(const MessageOperation &operation)
{
    return {operation.room, operation.clientId, operation.id, operation.seq, operation.at, operation.rev};
}

} // namespace banter
