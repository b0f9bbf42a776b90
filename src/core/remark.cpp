// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/remark.h"

namespace banter {

QString remarkSentence(const Remark &remark)
{
    switch (remark.kind) {
    case Remark::Kind::Speaks:
        return QStringLiteral("This server was found to speak: %1").arg(remark.subject);
    case Remark::Kind::RoomsUnnamed:
        return QStringLiteral("This server does not say which room a message belongs to. Be in one room at a time, or "
                              "messages are lost.");
    case Remark::Kind::SpaceRefused:
        return QStringLiteral("The server keeps %1 from us: %2").arg(remark.subject, remark.words);
    }
    return {};
}

} // namespace banter
