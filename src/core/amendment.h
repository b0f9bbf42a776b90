// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

namespace banter {

/// What a server says of a message that changed: the parts that changed, each whole and absolute, or the whole of what
/// it is now. What holds a message (the disk, a list of rows) takes it in with amend(), and nothing else compares revs.
struct Amendment {
    struct Words {
        QString text;
        WallMs editedAt = 0; ///< by the server's clock; 0: the text was never changed
        Mentions mentions = {};
        bool operator==(const Words &) const = default;
    };
    /// All that one person has put under it.
    struct Reacted {
        QString user;
        QStringList keys;
        bool operator==(const Reacted &) const = default;
    };
    QString room;
    QString id; ///< the message's, given by the server
    Seq seq = 0;
    qint64 rev = 0;                       ///< of its newest change, from 1
    std::optional<Words> words = {};      ///< none: its text stays as it is
    QString deletedBy = {};               ///< who deleted it, an account's name; empty: nobody, or not said
    bool whole = false;                   ///< what is not said is not so; otherwise it stays as it is
    std::optional<Reacted> reacted = {};  ///< none, or `whole`: nothing is said of one person's
    std::vector<Reaction> reactions = {}; ///< only where `whole`: everybody's
    /// Only with `reacted`: changes of the message before it may still be to be told, so that its rev stays that of
    /// what is known of it.
    bool early = false;
    bool operator==(const Amendment &) const = default;
};

/// The whole of what the message is now. Pure.
Amendment wholeOf(const Message &message);

/// Takes it into the same message as it is held, and says whether it did. Parts are taken where their rev is higher
/// than the held one; a whole state also where it is the same, since an earlier part may be missing of what is held. Of
/// a deleted message nothing is left. Another message, by room, place or server's id, is not touched. Pure.
bool amend(Message &held, const Amendment &change);

} // namespace banter
