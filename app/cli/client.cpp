// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "client.h"

#include "tracing_dialect.h"

#include "dialects/registry/registry.h"
#include "store/open.h"
#include "store/paths.h"

#include <QFile>

namespace banter::cli {
namespace {

/// More than any profile may have.
constexpr qint64 MaxProfileBytes = 1 << 20;

} // namespace

Result<QByteArray> readProfile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::NotFound, QStringLiteral("%1: %2").arg(path, file.errorString()), 0};
    }
    const QByteArray bytes = file.read(MaxProfileBytes);
    if (bytes.isEmpty()) {
        return Error{ErrorCode::BadRequest, QStringLiteral("%1 is empty.").arg(path), 0};
    }
    return bytes;
}

Result<std::unique_ptr<Client>> Client::open(const Options &options, StandardOutput &out)
{
    const Result<QByteArray> profile = isProfileFile(options.dialect) ? readProfile(options.dialect) : QByteArray();
    if (!profile) {
        return profile.error();
    }
    auto dialect = makeDialect(options.dialect, profile.value());
    if (!dialect) {
        return dialect.error();
    }
    std::unique_ptr<Dialect> spoken = std::move(dialect).value();
    if (options.action == Options::Action::Trace) {
        spoken = makeTracingDialect(std::move(spoken), options.credentials.secret,
                                    [&out](const QString &line) { out.write(line.toUtf8() + '\n'); });
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
    std::unique_ptr<Client> client(new Client(options.webSocket));
    const bool watched = networkMattersFor(options.server.host());
    const ConnectionParts parts{
        client->m_links, client->m_clock, client->m_random, client->m_scheduler, watched ? &client->m_network : nullptr,
        &client->m_sleep};
    SessionConfig config{options.server, options.credentials, options.serverFingerprint, options.anyServer,
                         options.maxTries};
    if (!options.dataDir.isEmpty())
        config.knownServer = std::make_shared<KnownServerFile>(knownServerFile(options.dataDir, options.server));
    client->m_session = std::make_unique<Session>(config, parts, std::move(spoken), std::move(store).value());
    if (watched) {
        client->m_scheduler.after(0, [network = &client->m_network] { network->start(); });
    }
    return client;
}

} // namespace banter::cli
