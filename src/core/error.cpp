// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/error.h"

#include <array>

namespace banter {
namespace {

constexpr std::array Names{
    u"bad_frame",    u"bad_request",   u"bad_text",       u"too_large",    u"unsupported_version",
    u"unauthorized", u"name_taken",    u"forbidden",      u"not_found",    u"rate_limited",
    u"conflict",     u"storage_full",  u"unavailable",    u"timed_out",    u"not_connected",
    u"queue_full",   u"not_supported", u"newer_database", u"in_use",       u"internal",
    u"already_sent", u"server_lost",   u"unsent",         u"other_server",
};
static_assert(Names.size() == std::size_t(ErrorCode::OtherServer) + 1);

} // namespace

QString errorCodeName(ErrorCode code)
{
    return QString::fromUtf16(Names[std::size_t(code)]);
}

ErrorCode errorCodeFromName(const QString &name)
{
    for (std::size_t i = 0; i < Names.size(); ++i) {
        if (name == QStringView(Names[i]))
            return ErrorCode(i);
    }
    return ErrorCode::Internal;
}

} // namespace banter
