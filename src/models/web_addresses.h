// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <qqmlregistration.h>

namespace banter {

/// The web addresses in a message. Any thread.
class WebAddresses : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    /// More of them are no help to anybody who reads.
    static constexpr int Most = 4;

    using QObject::QObject;

    /// Only what plainly is one (http, https), the first Most, in their order. Closing marks of the sentence around one
    /// are left out; a bracket that the address opened is its own.
    Q_INVOKABLE static QList<QString> within(const QString &text);
};

} // namespace banter
