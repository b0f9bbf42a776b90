// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/own_account_model.h"

#include "models/error_text.h"
#include "models/time_text.h"

#include <algorithm>

namespace banter {

using What = AccountAnswer::What;

OwnAccountModel::OwnAccountModel(CommandSink &sink, const ModelParts &parts, QObject *parent)
    : RowModel(parent), m_sink(sink), m_clock(parts.clock)
{}

void OwnAccountModel::apply(const Changes &changes)
{
    for (const AccountAnswer &answer : changes.account) {
        take(answer);
    }
    if (!changes.account.empty()) {
        Q_EMIT changed();
    }
}

void OwnAccountModel::take(const AccountAnswer &answer)
{
    m_waiting.erase(answer.what);
    if (answer.what == What::ChangePassword) {
        m_passwordError = answer.error;
        if (!answer.error) {
            Q_EMIT passwordChanged();
            refresh(); // others may be signed out
        }
        return;
    }
    if (answer.error) {
        m_error = answer.error;
    } else if (answer.what == What::ListDevices) {
        show(answer.devices);
    } else if (answer.what == What::DropDevices) {
        refresh();
    } else {
        m_code = answer.code;
    }
}

void OwnAccountModel::show(std::vector<SignedInDevice> devices)
{
    std::stable_sort(devices.begin(), devices.end(), [](const SignedInDevice &a, const SignedInDevice &b) {
        return a.current != b.current ? a.current : a.lastUsed > b.lastUsed;
    });
    beginResetModel();
    m_devices = std::move(devices);
    endResetModel();
    Q_EMIT countChanged();
}

void OwnAccountModel::retranslate()
{
    if (!m_devices.empty()) {
        Q_EMIT dataChanged(index(0), index(int(m_devices.size()) - 1));
    }
    Q_EMIT changed();
}

QString OwnAccountModel::passwordError() const
{
    if (m_passwordError && m_passwordError->code == ErrorCode::Unauthorized) {
        return tr("That is not your present password.");
    }
    return m_passwordError ? errorText(*m_passwordError, ErrorSource::OwnServer) : QString();
}

QString OwnAccountModel::error() const
{
    return m_error ? errorText(*m_error, ErrorSource::OwnServer) : QString();
}

int OwnAccountModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_devices.size());
}

QVariant OwnAccountModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const SignedInDevice &device = m_devices[std::size_t(index.row())];
    switch (role) {
    case IdRole:
        return device.id;
    case ClientRole:
        return device.client.isEmpty() ? tr("Unknown program") : device.client;
    case UsedRole:
        return device.current  ? tr("This device")
               : device.online ? tr("Connected now")
                               : lastSeenText(device.lastUsed, m_clock.wallMs());
    case OnlineRole:
        return device.online;
    case CurrentRole:
        return device.current;
    default:
        return {};
    }
}

QHash<int, QByteArray> OwnAccountModel::roleNames() const
{
    return {{IdRole, "device"},
            {ClientRole, "client"},
            {UsedRole, "used"},
            {OnlineRole, "online"},
            {CurrentRole, "current"}};
}

void OwnAccountModel::ask(What what, const tell::Command &command)
{
    if (m_waiting.insert(what).second) {
        m_sink.tell(command);
    }
    Q_EMIT changed();
}

void OwnAccountModel::refresh()
{
    m_error.reset();
    ask(What::ListDevices, tell::ListDevices{});
}

void OwnAccountModel::changePassword(const QString &password, const QString &newPassword, bool signOutOthers)
{
    m_passwordError.reset();
    ask(What::ChangePassword, tell::ChangePassword{password, newPassword, signOutOthers});
}

void OwnAccountModel::signOut(const QString &id)
{
    m_error.reset();
    ask(What::DropDevices, tell::DropDevices{id});
}

void OwnAccountModel::signOutOthers()
{
    m_error.reset();
    ask(What::DropDevices, tell::DropDevices{});
}

void OwnAccountModel::makeCode()
{
    m_error.reset();
    ask(What::MakeInviteCode, tell::MakeInviteCode{});
}

} // namespace banter
