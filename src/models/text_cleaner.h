// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/received_text.h"

#include <QObject>
#include <qqmlregistration.h>

namespace banter {

/// core/received_text.h for fields that are pasted into. GUI thread.
class TextCleaner : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    using QObject::QObject;

    Q_INVOKABLE QString text(const QString &raw) const { return cleanText(raw); }
    Q_INVOKABLE QString line(const QString &raw) const { return cleanLine(raw); }
};

} // namespace banter
