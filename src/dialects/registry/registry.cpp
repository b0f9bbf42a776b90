// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/registry/registry.h"

#include "core/received_text.h"
#include "dialects/native/native_dialect.h"
#include "dialects/notices/notices_dialect.h"
#include "dialects/plain/plain_wire.h"
#include "dialects/profile/builtin.h"
#include "dialects/profile/loader.h"
#include "dialects/profile/profile_dialect.h"
#include "dialects/registry/auto_dialect.h"
#include "dialects/socketio/socketio_wire.h"

namespace banter {
namespace {

const QString NativeJson = QStringLiteral("banter");
const QString NativeCbor = QStringLiteral("banter-cbor");
const QString Auto = QStringLiteral("auto");
const QString Notices = QStringLiteral("notices");

Result<profile::Profile> profileOf(const QString &name, const QByteArray &given)
{
    const std::optional<QByteArray> bytes = given.isEmpty() ? profile::builtinProfile(name) : given;
    if (!bytes) {
        return Error{ErrorCode::NotSupported, QStringLiteral("There is no dialect %1. Known are: %2.")
                                                  .arg(name, dialectNames().join(QStringLiteral(", ")))};
    }
    std::variant<profile::Profile, profile::Fault> loaded = profile::loadProfile(*bytes);
    if (const auto *fault = std::get_if<profile::Fault>(&loaded))
        return Error{ErrorCode::BadRequest, QStringLiteral("%1, %2").arg(name, profile::sentenceOf(*fault)), 0};
    return std::get<profile::Profile>(std::move(loaded));
}

std::unique_ptr<wire::Wire> wireOf(const profile::Profile &profile)
{
    if (profile.framing == profile::Framing::Plain)
        return makePlainWire({profile.eventMember});
    SocketIoOptions options;
    if (!profile.path.isEmpty())
        options.path = profile.path;
    options.pollingOnly = profile.pollingOnly;
    return makeSocketIoWire(options);
}

} // namespace

QStringList dialectNames()
{
    return QStringList{NativeJson, NativeCbor} + profile::builtinNames() + QStringList{Notices, Auto};
}

bool isProfileFile(const QString &dialect)
{
    return dialect.endsWith(QLatin1String(".json"));
}

Result<std::unique_ptr<Dialect>> makeDialect(const QString &name, const QByteArray &given)
{
    if (given.isEmpty() && (name == NativeJson || name == NativeCbor))
        return makeNativeDialect(name == NativeCbor);
    if (given.isEmpty() && name == Auto)
        return makeAutoDialect([](const QString &found) { return makeDialect(found).value(); });
    if (given.isEmpty() && name == Notices)
        return makeNoticesDialect();
    Result<profile::Profile> profile = profileOf(name, given);
    if (!profile)
        return profile.error();
    std::unique_ptr<wire::Wire> wire = wireOf(profile.value());
    return makeProfileDialect(std::move(profile).value(), std::move(wire));
}

Result<QString> profileSummary(const QString &name, const QByteArray &given)
{
    if (given.isEmpty() && dialectNames().contains(name) && !profile::builtinProfile(name))
        return Error{ErrorCode::NotSupported, QStringLiteral("%1 is no profile: it is built in as a whole.").arg(name),
                     0};
    const Result<profile::Profile> profile = profileOf(name, given);
    if (!profile)
        return profile.error();
    const Capabilities can = capabilitiesOf(profile.value(), false);
    const auto word = [](bool yes) { return yes ? QStringLiteral("yes") : QStringLiteral("no"); };
    const char *guarantee = "once, whatever happens";
    if (can.guarantee == Guarantee::AtLeastOnce)
        guarantee = "unconfirmed after an outage; sent again by the person, a copy is known by its id";
    else if (can.guarantee == Guarantee::OnceOrTwice)
        guarantee = "unconfirmed after an outage; sent again by the person, it may be there twice";
    else if (can.guarantee == Guarantee::NoReceipt)
        guarantee = "never confirmed";
    return QStringLiteral("%1: %2\nacknowledgements: %3\necho: %4\nhistory: %5\nwho is there: %6\ntyping: %7\n"
                          "cursors: %8\na message arrives: %9\n")
        .arg(cleanLine(profile.value().name), cleanLine(profile.value().title), word(can.receipts), word(can.echoes),
             word(profile.value().hears(profile::Meaning::History)), word(can.presence), word(can.typing),
             word(can.cursors), QLatin1String(guarantee));
}

bool isForeign(const QString &dialect)
{
    return dialect != NativeJson && dialect != NativeCbor;
}

} // namespace banter
