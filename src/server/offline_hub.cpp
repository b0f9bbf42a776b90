// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/offline_hub.h"

#include "protocol/server_proof.h"
#include "server/data_folder.h"
#include "server/hub.h"
#include "server/sqlite_registry.h"
#include "server/sqlite_server_store.h"

namespace banter {
namespace {

/// Nobody is there to be told.
class Nobody final : public Outlet {
public:
    void send(PeerId, const SharedItemPtr &) override {}
    void close(PeerId, int, const QString &) override {}
};

} // namespace

Status carryOutOffline(const QString &dataDir, const OperatorOrder &order)
{
    const std::unique_ptr<Guard> guard = makeSodiumGuard();
    SqliteServerStore store;
    const QString epoch = guard->mintToken().left(22);
    if (const Status opened = store.open(serverDatabaseFile(dataDir), epoch, protocol::makeServerSeed()); !opened.ok())
        return opened;
    SqliteRegistry registry(store.database());
    SystemClock clock;
    SystemRandom random;
    QtScheduler scheduler;
    Nobody outlet;
    Hub hub(HubParts{store, registry, *guard, clock, random, scheduler, outlet}, {});
    if (const Status loaded = hub.load(); !loaded.ok())
        return loaded;
    return hub.carryOut(order);
}

} // namespace banter
