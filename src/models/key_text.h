// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <qqmlregistration.h>

namespace banter {

/// How a system writes keys: "Ctrl+Shift+F", or the signs of a Mac, where Ctrl is the command key.
enum class KeySigns { Words, Mac };

/// What people read for `keys`, which are sequences as QKeySequence writes them ("Ctrl+K", "Alt+Up"), with spaces
/// between them. A name that it does not know stays as it is. Pure; any thread.
QString keyText(const QString &keys, KeySigns signs);

/// The same for QML, in the way of this system. GUI thread.
class KeyText final : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    using QObject::QObject;

    Q_INVOKABLE QString of(const QString &keys) const;
};

} // namespace banter
