// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/typing_model.h"

namespace banter {

void TypingModel::setUsers(const QStringList &users)
{
    if (m_users != users) {
        m_users = users;
        Q_EMIT changed();
    }
}

QString TypingModel::text() const
{
    switch (m_users.size()) {
    case 0:
        return {};
    case 1:
        return tr("%1 is typing…").arg(m_users.at(0));
    case 2:
        return tr("%1 and %2 are typing…").arg(m_users.at(0), m_users.at(1));
    case 3:
        return tr("%1, %2 and %3 are typing…").arg(m_users.at(0), m_users.at(1), m_users.at(2));
    default:
        return tr("Several people are typing…");
    }
}

} // namespace banter
