// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/model_parts.h"
#include "models/row_model.h"
#include "session/changes.h"

#include <optional>
#include <set>

namespace banter {

/// What people do with their own account: its password, the devices that are signed in (a row each, this one first,
/// then the one that was used last), and codes for others. One thing at a time. GUI thread.
class OwnAccountModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// Asked, and not answered yet.
    Q_PROPERTY(bool changingPassword READ changingPassword NOTIFY changed)
    Q_PROPERTY(bool loading READ loading NOTIFY changed)
    Q_PROPERTY(bool signingOut READ signingOut NOTIFY changed)
    Q_PROPERTY(bool makingCode READ makingCode NOTIFY changed)
    /// Translated: why the password was not changed, the list did not come or a device was not signed out. Empty while
    /// nothing is wrong.
    Q_PROPERTY(QString passwordError READ passwordError NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    /// The newest invitation code; empty while there is none.
    Q_PROPERTY(QString code READ code NOTIFY changed)
public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< string: what signOut() takes
        ClientRole,                ///< string: the program as it named itself, or a translated word for none
        UsedRole,                  ///< string, translated: when it was used last, or that it is connected
        OnlineRole,                ///< bool
        CurrentRole,               ///< bool: this program
    };

    OwnAccountModel(CommandSink &sink, const ModelParts &parts, QObject *parent = nullptr);

    void apply(const Changes &changes);
    void retranslate();

    bool changingPassword() const { return m_waiting.contains(AccountAnswer::What::ChangePassword); }
    bool loading() const { return m_waiting.contains(AccountAnswer::What::ListDevices); }
    bool signingOut() const { return m_waiting.contains(AccountAnswer::What::DropDevices); }
    bool makingCode() const { return m_waiting.contains(AccountAnswer::What::MakeInviteCode); }
    QString passwordError() const;
    QString error() const;
    QString code() const { return m_code; }

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Forgets what was wrong and asks for the devices. For a view that opens.
    Q_INVOKABLE void refresh();
    /// passwordChanged() follows, or passwordError is set.
    Q_INVOKABLE void changePassword(const QString &password, const QString &newPassword, bool signOutOthers);
    Q_INVOKABLE void signOut(const QString &id);
    Q_INVOKABLE void signOutOthers();
    Q_INVOKABLE void makeCode();

Q_SIGNALS:
    void changed();
    void passwordChanged();

private:
    void ask(AccountAnswer::What what, const tell::Command &command);
    void take(const AccountAnswer &answer);
    void show(std::vector<SignedInDevice> devices);

    CommandSink &m_sink;
    Clock &m_clock;
    std::vector<SignedInDevice> m_devices;
    std::set<AccountAnswer::What> m_waiting;
    std::optional<Error> m_passwordError;
    std::optional<Error> m_error;
    QString m_code;
};

} // namespace banter
