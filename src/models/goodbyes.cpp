// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/goodbyes.h"

#include "models/farewell.h"

#include <algorithm>

namespace banter {

Goodbyes::Goodbyes(SignInBook &book, ModelParts time) : m_book(book), m_time(time) {}

Goodbyes::~Goodbyes()
{
    qDeleteAll(findChildren<Farewell *>(QString(), Qt::FindDirectChildrenOnly));
    for (const SavedAccount &account : m_toErase) {
        m_book.eraseStore(account);
    }
}

void Goodbyes::begin(std::unique_ptr<LiveAccount> account)
{
    const QString key = account->key();
    const bool isAtHost = account->isHosted();
    m_leaving.append(key);
    m_atHost += isAtHost ? 1 : 0;
    new Farewell( // its own owner
        std::move(account), m_time, [this, key, isAtHost] { onGone(key, isAtHost); }, this);
}

void Goodbyes::erase(const SavedAccount &account)
{
    if (m_leaving.contains(m_book.key(account))) {
        m_toErase.push_back(account);
    } else {
        m_book.eraseStore(account);
    }
}

void Goodbyes::keep(const QString &key)
{
    std::erase_if(m_toErase, [&](const SavedAccount &account) { return m_book.key(account) == key; });
}

void Goodbyes::onGone(const QString &key, bool wasAtHost)
{
    m_leaving.removeOne(key);
    const auto isDue = [&](const SavedAccount &account) { return m_book.key(account) == key; };
    const auto due = std::find_if(m_toErase.begin(), m_toErase.end(), isDue);
    if (due != m_toErase.end() && !m_leaving.contains(key)) {
        m_book.eraseStore(*due);
        keep(key);
    }
    if (wasAtHost) {
        --m_atHost;
        Q_EMIT leftHost();
    }
}

} // namespace banter
