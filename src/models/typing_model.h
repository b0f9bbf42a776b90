// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>
#include <qqmlregistration.h>

namespace banter {

/// Who is typing in the current room, as one sentence.
class TypingModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by CurrentRoomModel")
    /// Translated: "Ann is typing…" up to three names, then "Several people are typing…"; empty for nobody.
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(bool active READ active NOTIFY changed)
public:
    using QObject::QObject;

    /// In the order in which they began.
    void setUsers(const QStringList &users);

    QString text() const;
    bool active() const { return !m_users.isEmpty(); }

    /// The language changed.
    void retranslate() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed();

private:
    QStringList m_users;
};

} // namespace banter
