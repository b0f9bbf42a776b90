// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "engineio/handshake.h"

#include "json/text_parser.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>
#include <optional>

namespace banter::engineio {
namespace {

constexpr qsizetype MaxUpgrades = 8;
constexpr qint64 MaxSaneBytes = qint64(1) << 40;

Error bad(QLatin1String field)
{
    return {ErrorCode::BadRequest, QStringLiteral("the open packet's %1 is missing or wrong").arg(field)};
}

/// A number of milliseconds or bytes, from 0 to `most`. Nothing for what is none.
std::optional<qint64> readFigure(const QJsonValue &value, qint64 most)
{
    const double number = value.toDouble(-1);
    if (!(number >= 0)) // also what is not a number
        return std::nullopt;
    return number >= double(most) ? most : qint64(std::ceil(number));
}

} // namespace

Result<Handshake> readHandshake(QByteArrayView data)
{
    json::TextParser parser;
    simdjson::dom::element root;
    if (parser.parse(data, root) || !root.is_object())
        return Error{ErrorCode::BadFrame, QStringLiteral("the open packet is not a JSON object")};
    const QJsonObject fields = json::toQt(root).toObject();
    Handshake open;
    open.sid = fields.value(QLatin1String("sid")).toString();
    if (open.sid.isEmpty() || open.sid.size() > MaxSidChars)
        return bad(QLatin1String("sid"));
    const std::optional<qint64> interval = readFigure(fields.value(QLatin1String("pingInterval")), MaxHeartbeatMs);
    if (!interval)
        return bad(QLatin1String("pingInterval"));
    const std::optional<qint64> timeout = readFigure(fields.value(QLatin1String("pingTimeout")), MaxHeartbeatMs);
    if (!timeout)
        return bad(QLatin1String("pingTimeout"));
    open.pingIntervalMs = *interval;
    open.pingTimeoutMs = *timeout;
    const qint64 maxPayload = readFigure(fields.value(QLatin1String("maxPayload")), MaxSaneBytes).value_or(0);
    if (maxPayload > 0) // younger than the protocol, and "no limit" is said in several ways
        open.maxPayload = maxPayload;
    const QJsonArray upgrades = fields.value(QLatin1String("upgrades")).toArray();
    for (const QJsonValue upgrade : upgrades) {
        if (open.upgrades.size() < MaxUpgrades && upgrade.isString())
            open.upgrades.append(upgrade.toString());
    }
    return open;
}

} // namespace banter::engineio
