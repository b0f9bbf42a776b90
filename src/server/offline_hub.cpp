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
class Nobody final : public PeerSink {
public:
    void send(PeerId, const SharedItemPtr &) override {}
    void close(PeerId, int, const QString &) override {}
};

} // namespace

Status carryOutOffline(const QString &dataDir, const OperatorOrder &order)
{
    const std::unique_ptr<SecretHasher> hasher = makeSodiumHasher();
    SqliteServerStore store;
    const QString epoch = hasher->mintToken().left(22);
    if (const Status opened = store.open(serverDatabaseFile(dataDir), epoch, protocol::makeServerSeed()); !opened.ok())
        return opened;
    SqliteRegistry registry(store.database());
    SystemClock clock;
    SystemRandom random;
    QtScheduler scheduler;
    Nobody sink;
    Hub hub(HubParts{store, registry, *hasher, clock, random, scheduler, sink}, {});
    if (const Status loaded = hub.load(); !loaded.ok())
        return loaded;
    return hub.carryOut(order);
}

} // namespace banter
