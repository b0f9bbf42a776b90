// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/codec.h"

#include <QByteArray>

#include <array>
#include <memory>

namespace banter {

/// Names one link to a client. Never used twice.
using PeerId = quint64;

/// An item on its way to one or many peers: encoded once for each encoding, however many receive it. One thread.
class SharedItem final {
public:
    explicit SharedItem(protocol::ServerItem item);

    const protocol::ServerItem &item() const { return m_item; }
    /// A cursor or a typing sign: worth nothing once it is late, so a slow receiver goes without.
    bool isEphemeral() const { return m_ephemeral; }
    /// What it is the newest word about, such as one person's pointer in one room: an older word with the same key that
    /// still waits need not be sent. Empty: every word counts.
    const QByteArray &subject() const { return m_subject; }
    const QByteArray &bytes(protocol::Encoding encoding) const;

private:
    protocol::ServerItem m_item;
    QByteArray m_subject;
    bool m_ephemeral = false;
    mutable std::array<QByteArray, 2> m_bytes;
};

using SharedItemPtr = std::shared_ptr<const SharedItem>;

/// Where the hub's words go. The hub's thread.
class PeerSink {
public:
    virtual ~PeerSink() = default;
    /// Queues an item; a peer that is gone is ignored.
    virtual void send(PeerId peer, const SharedItemPtr &item) = 0;
    /// Sends what is queued, then a Close frame. The hub hears of the end through peerGone(), later.
    virtual void close(PeerId peer, int code, const QString &reason) = 0;
    /// Ends a link that nobody misses, at once and without a word.
    virtual void drop(PeerId peer) { close(peer, 1013, {}); }
    /// Its person is known: it may say more at once.
    virtual void admit(PeerId) {}
};

} // namespace banter
