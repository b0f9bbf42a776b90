// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/error_text.h"
#include "session/changes.h"

#include <QObject>
#include <QUrl>
#include <qqmlregistration.h>

namespace banter {

/// Whose chat it is, as far as it is known before the server says so.
struct SessionIdentity {
    QString user;
    QUrl server;
    QUrl hostAddress;                           ///< to hand to others; empty unless the server runs in this program
    QString dialect = QStringLiteral("banter"); ///< as it was chosen
};

/// The account that a session is of. GUI thread.
class IdentityModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    Q_PROPERTY(QString user READ user NOTIFY userChanged)
    Q_PROPERTY(QString initials READ initials NOTIFY userChanged)
    /// 0 to 359.
    Q_PROPERTY(int hue READ hue NOTIFY userChanged)
    /// host:port, for display.
    Q_PROPERTY(QString serverName READ serverName CONSTANT)
    /// ws://…, to hand to others; empty unless the server runs in this program.
    Q_PROPERTY(QString hostAddress READ hostAddress CONSTANT)
    /// Translated: what the server speaks, and whether that was found by itself.
    Q_PROPERTY(QString speaks READ speaks NOTIFY speaksChanged)
    /// What is sent to the server can be read by others on the way.
    Q_PROPERTY(bool openWay READ openWay CONSTANT)
public:
    explicit IdentityModel(SessionIdentity identity, QObject *parent = nullptr);

    /// What the server says of who one is, and what it speaks.
    void apply(const Changes &changes);
    void retranslate() { Q_EMIT speaksChanged(); }

    QString user() const { return m_identity.user; }
    QString initials() const;
    int hue() const;
    QString serverName() const;
    QString hostAddress() const { return m_identity.hostAddress.toString(); }
    /// The server's address with an invitation code in it, to hand to others: banter:// where that leads there.
    Q_INVOKABLE QString inviteLink(const QString &code) const;
    QString speaks() const;
    bool openWay() const;
    /// What errors of this server are.
    ErrorSource errorSource() const;

Q_SIGNALS:
    void userChanged();
    void speaksChanged();

private:
    SessionIdentity m_identity;
    QString m_found; ///< the dialect, where it was found by itself
};

} // namespace banter
