// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"
#include "dialects/socketio/packet.h"

#include <map>

namespace banter::socketio {

/// More than two minutes of a lively room; what is over it is lost.
inline constexpr std::size_t MaxEarly = 10'000;
inline constexpr qint64 MaxEarlyBytes = 16 * 1024 * 1024;

/// One namespace of a connection, and what is needed to take it up again on the next one.
struct Space {
    QJsonObject auth;
    bool wanted = false; ///< entered, or to be entered as soon as the link is ready
    bool open = false;
    std::optional<MonoMs> answerBy; ///< the server's word on entering is awaited
    QString pid;                    ///< private session id: only from servers with connection state recovery
    QString offset;                 ///< of the last event that had one
    /// Events that came before the server's word on entering, as those do that were missed; at most MaxEarly.
    std::vector<std::pair<Packet, std::vector<QByteArray>>> early;
    qint64 earlyBytes = 0; ///< of their arguments and attachments, at most MaxEarlyBytes

    /// False where the event would be too much: it was not kept.
    bool keepEarly(Packet event, std::vector<QByteArray> bytes);
    /// What was kept; afterwards there is nothing.
    std::vector<std::pair<Packet, std::vector<QByteArray>>> takeEarly();
};

/// The packet that enters: the auth payload, with the session to take up where there is one.
Packet connectPacket(const QString &name, const Space &space);

/// Takes the offset of a broadcast: a trailing text, trusted only where the server recovers sessions at all, and only
/// of events that want no answer.
void noteOffset(Space &space, const Packet &event);

/// The namespaces of one account, over all its links.
using Spaces = std::map<QString, Space>;

} // namespace banter::socketio
