// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/registry/registry.h"

#include "dialects/native/native_dialect.h"
#include "dialects/notices/notices_dialect.h"
#include "dialects/plain/plain_wire.h"
#include "dialects/profile/builtin.h"
#include "dialects/profile/loader.h"
#include "dialects/profile/profile_dialect.h"
#include "dialects/socketio/socketio_wire.h"

namespace banter {
namespace {

const QString Native = QStringLiteral("banter");
const QString NativeCbor = QStringLiteral("banter-cbor");
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

Result<std::unique_ptr<wire::Wire>> wireOf(const profile::Profile &profile)
{
    switch (profile.framing) {
    case profile::Framing::Plain:
        return makePlainWire({profile.eventMember});
    case profile::Framing::SocketIo: {
        SocketIoOptions options;
        if (!profile.path.isEmpty())
            options.path = profile.path;
        options.pollingOnly = profile.pollingOnly;
        return makeSocketIoWire(options);
    }
    case profile::Framing::EventStream:
        break;
    }
    return Error{ErrorCode::NotSupported, QStringLiteral("Event streams are not spoken yet."), 0};
}

} // namespace

QStringList dialectNames()
{
    return QStringList{Native, NativeCbor} + profile::builtinNames() + QStringList{Notices};
}

bool isProfileFile(const QString &dialect)
{
    return dialect.endsWith(QLatin1String(".json"));
}

Result<std::unique_ptr<Dialect>> makeDialect(const QString &name, const QByteArray &given)
{
    if (given.isEmpty() && (name == Native || name == NativeCbor))
        return makeNativeDialect(name == NativeCbor);
    if (given.isEmpty() && name == Notices)
        return makeNoticesDialect();
    Result<profile::Profile> profile = profileOf(name, given);
    if (!profile)
        return profile.error();
    Result<std::unique_ptr<wire::Wire>> wire = wireOf(profile.value());
    if (!wire)
        return wire.error();
    return makeProfileDialect(std::move(profile).value(), std::move(wire).value());
}

bool isForeign(const QString &dialect)
{
    return dialect != Native && dialect != NativeCbor;
}

} // namespace banter
