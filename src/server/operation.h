// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <QByteArray>

#include <initializer_list>

namespace banter {

/// What somebody can do to a message. Stored as numbers: add at the end.
enum class MessageVerb { Send = 1, Edit = 2, Delete = 3, React = 4 };

/// Something that an account did to a message, under a client id that stands for nothing else, and what came of it: the
/// same again gets the same answer.
struct MessageOperation {
    qint64 account = 0;
    QString clientId;
    MessageVerb verb = MessageVerb::Send;
    QByteArray digest; ///< of what was asked for, see contentDigest(); empty: there was a text in it that was deleted
    QString room;
    QString id; ///< the message's
    Seq seq = 0;
    qint64 rev = 0; ///< of the change; 0 for a message that was sent
    WallMs at = 0;
    bool operator==(const MessageOperation &) const = default;
};

/// Tells what is asked for under a client id from anything else: a hash of 32 bytes over the verb and all that the
/// request says. Any thread.
QByteArray contentDigest(MessageVerb verb, std::initializer_list<QString> parts);
/// That of a message when it was sent. `replyTo`: the id of the one that it answers, empty for none; without one it is
/// what it was before messages could answer.
QByteArray sendingDigest(const QString &room, const QString &text, const QString &replyTo = {});

} // namespace banter
