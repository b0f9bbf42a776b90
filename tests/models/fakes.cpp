// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/models/fakes.h"

namespace banter::testing {

Changes FakePort::takeChanges()
{
    if (m_waiting.empty()) {
        return {};
    }
    Changes changes = std::move(m_waiting.front());
    m_waiting.pop_front();
    return changes;
}

void FakePort::say(Changes changes)
{
    m_waiting.push_back(std::move(changes));
    Q_EMIT ready();
}

SessionPortFactory FakeSessions::factory()
{
    return [this](const EngineConfig &config) {
        m_logs.push_back(std::make_unique<FakePort::Log>());
        m_logs.back()->config = config;
        return std::make_unique<FakePort>(*m_logs.back());
    };
}

void FakeBook::find(const SavedAccount &account, std::function<void(std::optional<SavedAccount>)> then)
{
    std::optional<SavedAccount> found;
    for (const auto &[known, token] : remembered) {
        if (known.server == account.server && known.user == account.user) {
            found = known;
        }
    }
    then(found);
}

void FakeBook::remember(const SavedAccount &account, const QString &token)
{
    remembered.emplace_back(account, token);
}

void FakeBook::keepToken(const SavedAccount &account, const QString &token)
{
    renewed.emplace_back(account, token);
}

void FakeBook::keep(const SavedAccount &account, const QString &token)
{
    opened.accounts.push_back({account, token});
    opened.last = account;
}

ShownMessage message(Seq seq, const QString &sender)
{
    ShownMessage shown;
    shown.message.room = QStringLiteral("lobby");
    shown.message.id = QStringLiteral("id%1").arg(seq);
    shown.message.seq = seq;
    shown.after = seq > 0 ? seq - 1 : 0;
    shown.message.sender = sender;
    shown.message.text = QStringLiteral("text %1").arg(seq);
    shown.message.at = 1'700'000'000'000 + seq * 60'000;
    return shown;
}

ShownMessage ownMessage(Seq seq, const QString &clientId, DeliveryState state)
{
    ShownMessage shown = message(seq, QStringLiteral("me"));
    shown.message.clientId = clientId;
    shown.message.text = clientId;
    shown.state = state;
    shown.own = true;
    if (state != DeliveryState::Sent) {
        shown.message.id.clear();
        shown.message.at = 1'700'100'000'000;
    }
    return shown;
}

ShownRoom room(const QString &id, bool joined, int unread)
{
    ShownRoom shown;
    shown.room.id = id;
    shown.room.joined = joined;
    shown.unread = unread;
    return shown;
}

Member member(const QString &user, PresenceStatus status)
{
    Member made;
    made.presence.user = user;
    made.presence.status = status;
    return made;
}

ConnectionStatus connection(ConnectionState state, ConnectionTrouble trouble)
{
    ConnectionStatus status;
    status.state = state;
    status.trouble = trouble;
    const bool wanted = state != ConnectionState::Disconnected;
    status.outcome = state == ConnectionState::Connected            ? TryOutcome::Succeeded
                     : wanted && trouble == ConnectionTrouble::None ? TryOutcome::Underway
                     : wanted                                       ? TryOutcome::Failed
                     : trouble == ConnectionTrouble::UserAsked      ? TryOutcome::None
                                                                    : TryOutcome::GivenUp;
    return status;
}

QStringList column(const QAbstractItemModel &model, const char *role)
{
    const int id = model.roleNames().key(role, -1);
    QStringList values;
    for (int row = 0; row < model.rowCount(); ++row) {
        values.append(model.index(row, 0).data(id).toString());
    }
    return values;
}

} // namespace banter::testing
