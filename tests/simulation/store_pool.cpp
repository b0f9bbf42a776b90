// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/store_pool.h"

namespace banter::simulation {
namespace {

void empty(Database &database)
{
    Transaction transaction(database);
    for (const auto *table : {"message", "room", "run", "outbox", "draft", "setting", "sqlite_sequence"}) {
        const auto deleted = database.run(QStringLiteral("DELETE FROM ") + QLatin1String(table));
        if (!deleted.ok())
            qFatal("%s", qPrintable(deleted.error().message));
    }
    if (!transaction.commit().ok())
        qFatal("a store cannot be emptied");
}

} // namespace

std::unique_ptr<SqliteClientStore> StorePool::take()
{
    if (!m_spare.empty()) {
        auto store = std::move(m_spare.back());
        m_spare.pop_back();
        return store;
    }
    auto store = std::make_unique<SqliteClientStore>();
    if (const Status opened = store->open(QString()); !opened.ok())
        qFatal("%s", qPrintable(opened.error().message));
    return store;
}

void StorePool::giveBack(std::unique_ptr<SqliteClientStore> store)
{
    empty(store->database());
    m_spare.push_back(std::move(store));
}

} // namespace banter::simulation
