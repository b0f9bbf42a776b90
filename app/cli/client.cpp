// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "client.h"

#include "dialects/registry/registry.h"
#include "store/open.h"
#include "store/paths.h"

namespace banter::cli {

Result<std::unique_ptr<Client>> Client::open(const Options &options)
{
    auto dialect = makeDialect(options.dialect);
    if (!dialect) {
        return dialect.error();
    }
    QString file;
    if (!options.dataDir.isEmpty()) {
        file = clientStoreFile(options.dataDir, options.server, options.credentials.user);
        if (const Status made = makeFolderFor(file); !made) {
            return made.error();
        }
    }
    auto store = openClientStore(file);
    if (!store) {
        return store.error();
    }
    std::unique_ptr<Client> client(new Client);
    const bool watched = networkMattersFor(options.server.host());
    const ConnectionParts parts{client->m_links, client->m_clock, client->m_random, client->m_scheduler,
                                watched ? &client->m_network : nullptr};
    client->m_session = std::make_unique<Session>(SessionConfig{options.server, options.credentials}, parts,
                                                  std::move(dialect).value(), std::move(store).value());
    if (watched) {
        client->m_scheduler.after(0, [network = &client->m_network] { network->start(); });
    }
    return client;
}

} // namespace banter::cli
