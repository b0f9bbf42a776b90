// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/people.h"
#include "models/session_model.h"

#include <QVariantMap>

// What views look up in the models: the next room, rooms by name, oneself.
namespace banter {

QString RoomsModel::neighbour(const QString &room, int step) const
{
    QStringList joined; // between what one is asked into and what one could join
    for (const ShownRoom &shown : m_rows) {
        if (shown.room.joined) {
            joined.append(shown.room.id);
        } else if (!joined.isEmpty()) {
            break;
        }
    }
    if (joined.isEmpty()) {
        return {};
    }
    const qsizetype at = joined.indexOf(room);
    const qsizetype to = at < 0 ? 0 : ((at + step) % joined.size() + joined.size()) % joined.size();
    return joined.at(to);
}

QVariantList RoomsModel::matching(const QString &typed) const
{
    const QString wanted = typed.trimmed();
    QVariantList beginning;
    QVariantList holding;
    for (const ShownRoom &shown : m_rows) {
        const qsizetype at = shown.room.id.indexOf(wanted, 0, Qt::CaseInsensitive);
        if (at < 0) {
            continue;
        }
        (at == 0 ? beginning : holding)
            .append(QVariantMap{{QStringLiteral("room"), shown.room.id},
                                {QStringLiteral("isPrivate"), shown.room.isPrivate},
                                {QStringLiteral("joined"), shown.room.joined},
                                {QStringLiteral("unread"), shown.unread},
                                {QStringLiteral("hue"), hueOf(shown.room.id)}});
    }
    return beginning + holding;
}

QString SessionModel::ownInitials() const
{
    return initialsOf(m_identity.user);
}

int SessionModel::ownHue() const
{
    return hueOf(m_identity.user);
}

} // namespace banter
