// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/server_question.h"

#include <utility>

namespace banter {

void ServerQuestion::ask(const OtherServer &other)
{
    m_other = other;
    m_stands = true;
    m_open = true;
    Q_EMIT changed(); // the same question again, too: whoever showed it may have let it go unanswered
}

void ServerQuestion::askAgain()
{
    if (m_stands) {
        ask(OtherServer(m_other));
    }
}

void ServerQuestion::forget()
{
    m_stands = false;
    withdraw();
}

void ServerQuestion::withdraw()
{
    if (std::exchange(m_open, false)) {
        Q_EMIT changed();
    }
}

void ServerQuestion::trust()
{
    answer(shown());
}

void ServerQuestion::refuse()
{
    answer(std::nullopt);
}

void ServerQuestion::answer(const std::optional<QString> &fingerprint)
{
    if (m_open) {
        withdraw();
        m_answered(fingerprint);
    }
}

} // namespace banter
