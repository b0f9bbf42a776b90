// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "batch_lines.h"

#include "cli.h"

namespace banter::test {

QByteArray numberedLines(int count)
{
    QByteArray lines;
    for (int i = 1; i <= count; ++i) {
        lines += "line " + QByteArray::number(i) + '\n';
    }
    return lines;
}

bool holdsInOrder(Server &server, const QString &room, int count)
{
    const QString name = QStringLiteral("reader-%1").arg(room);
    Cli reader(server.url(), name);
    const QStringList command{QStringLiteral("tail"), QStringLiteral("--since"), QStringLiteral("0"), room};
    const bool tailing = registerUser(server.url(), name) && reader.begin(command);
    const bool complete = tailing && reader.waitForCount("{'event':'message'}", count, 60'000);
    const QList<QJsonObject> messages = reader.matching("{'event':'message'}");
    if (!complete || messages.size() != count) {
        qWarning("%lld messages instead of %d", qlonglong(messages.size()), count);
        return false;
    }
    for (int i = 0; i < count; ++i) {
        const QJsonObject &message = messages[i];
        const QString wanted = QStringLiteral("line %1").arg(i + 1);
        if (message.value(QStringLiteral("text")) != wanted || message.value(QStringLiteral("seq")) != i + 1) {
            qWarning("%s instead of %s", qPrintable(message.value(QStringLiteral("text")).toString()),
                     qPrintable(wanted));
            return false;
        }
    }
    Cli listing(server.url(), name);
    const bool listed = listing.run({QStringLiteral("rooms")}) == 0;
    for (const QJsonObject &event : listing.matching("{'event':'room'}")) {
        if (event.value(QStringLiteral("room")) == room && event.value(QStringLiteral("lastSeq")) != count) {
            qWarning("%s holds more than %d", qPrintable(room), count);
            return false;
        }
    }
    return listed;
}

} // namespace banter::test
