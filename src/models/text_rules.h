// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/limits.h"

#include <QObject>
#include <qqmlregistration.h>

namespace banter {

/// What names, status texts and passwords of a server of this program may hold (core/text.h, protocol/limits.h), told
/// while somebody types. Each function gives one translated sentence, or nothing when all is well; nothing is said of
/// an empty text. GUI thread.
class TextRules : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Characters that a new account's password has at least.
    Q_PROPERTY(int minPassword READ minPassword CONSTANT)
public:
    using QObject::QObject;

    static int minPassword() { return protocol::limits::MinPasswordChars; }

    /// A person's name, as it was typed: blanks around it are taken off before it is used.
    Q_INVOKABLE static QString personFault(const QString &typed);
    Q_INVOKABLE static QString roomFault(const QString &typed);
    Q_INVOKABLE static QString statusFault(const QString &typed);
    /// A new account's password. Too short is no fault while somebody types, see passwordNote(); too long is.
    Q_INVOKABLE static QString passwordFault(const QString &typed);
    /// How many characters are still missing, or how many there must be at least.
    Q_INVOKABLE static QString passwordNote(const QString &typed);

    /// The name as it is sent: without blanks around it, in composed form (NFC).
    static QString asName(const QString &typed);
};

} // namespace banter
