// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <QObject>
#include <qqmlregistration.h>

namespace banter {

/// PresenceStatus under the names that QML uses: PresenceKind.Online and so on. The same order as PresenceStatus.
class PresenceKind : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("only names")
public:
    enum Kind { Unknown, Online, Away, Busy, Offline };
    Q_ENUM(Kind)

    static Kind of(PresenceStatus status) { return static_cast<Kind>(status); }
    static PresenceStatus status(Kind kind) { return static_cast<PresenceStatus>(kind); }
};

} // namespace banter
