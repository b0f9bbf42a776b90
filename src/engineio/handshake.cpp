// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "engineio/handshake.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace banter::engineio {
namespace {

constexpr qsizetype MaxSidChars = 256;
constexpr qsizetype MaxUpgrades = 8;
constexpr qint64 MaxSaneBytes = qint64(1) << 40;

Error bad(QLatin1String field)
{
    return {ErrorCode::BadRequest, QStringLiteral("the open packet's %1 is missing or wrong").arg(field)};
}

// Not toInt(): a fraction or a value out of range must not pass as 0.
bool readWhole(const QJsonValue &value, qint64 low, qint64 high, qint64 &out)
{
    const double number = value.toDouble(-1);
    if (!(number >= double(low) && number <= double(high)) || number != double(qint64(number)))
        return false;
    out = qint64(number);
    return true;
}

} // namespace

Result<Handshake> readHandshake(QByteArrayView data)
{
    const QJsonDocument document = QJsonDocument::fromJson(data.toByteArray());
    if (!document.isObject())
        return Error{ErrorCode::BadFrame, QStringLiteral("the open packet is not a JSON object")};
    const QJsonObject fields = document.object();
    Handshake open;
    open.sid = fields.value(QLatin1String("sid")).toString();
    if (open.sid.isEmpty() || open.sid.size() > MaxSidChars)
        return bad(QLatin1String("sid"));
    if (!readWhole(fields.value(QLatin1String("pingInterval")), 1, MaxHeartbeatMs, open.pingIntervalMs))
        return bad(QLatin1String("pingInterval"));
    if (!readWhole(fields.value(QLatin1String("pingTimeout")), 1, MaxHeartbeatMs, open.pingTimeoutMs))
        return bad(QLatin1String("pingTimeout"));
    const QJsonValue maxPayload = fields.value(QLatin1String("maxPayload")); // younger than the protocol: may be absent
    if (!maxPayload.isUndefined() && !readWhole(maxPayload, 1, MaxSaneBytes, open.maxPayload))
        return bad(QLatin1String("maxPayload"));
    const QJsonValue upgrades = fields.value(QLatin1String("upgrades"));
    if (!upgrades.isUndefined() && !upgrades.isArray())
        return bad(QLatin1String("upgrades"));
    for (const QJsonValue upgrade : upgrades.toArray()) {
        if (open.upgrades.size() < MaxUpgrades && upgrade.isString())
            open.upgrades.append(upgrade.toString());
    }
    return open;
}

} // namespace banter::engineio
