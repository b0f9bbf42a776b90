// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/emoji_font.h"
#include "models/host_port.h"
#include "models/model_parts.h"
#include "models/session_port.h"
#include "models/sign_in_book.h"
#include "tests/support/manual_scheduler.h"

#include <QAbstractItemModel>
#include <QTemporaryDir>

#include <deque>
#include <map>
#include <vector>

namespace banter::testing {

/// Time that only moves when it is told to.
struct FakeTime {
    void advance(qint64 ms) { scheduler.run(ms); }
    /// Steps the calendar to `wall`.
    void setWall(WallMs wall) { clock.stepWall(wall - clock.wallMs()); }
    ModelParts parts() { return {clock, scheduler}; }

    ManualClock clock;
    ManualScheduler scheduler{clock};
};

/// Has all emoji but those that it is told not to have.
class FakeEmojiFont final : public EmojiFont {
public:
    QString family() const override { return {}; }
    bool hasCharacters(const QString &text) override { return !hasNothing && !missing.contains(text); }
    bool isOnePicture(const QString &text) override
    {
        tried.append(text);
        return !apart.contains(text);
    }

    bool hasNothing = false;
    QStringList missing;
    QStringList apart; ///< sequences whose characters stand beside each other
    QStringList tried; ///< what isOnePicture() was asked
};

/// Keeps what it is told.
class FakeSink final : public CommandSink {
public:
    void tell(tell::Command command) override { told.push_back(std::move(command)); }
    /// All commands of one kind, in their order.
    template <class T>
    std::vector<T> all() const
    {
        std::vector<T> found;
        for (const tell::Command &command : told) {
            if (const T *one = std::get_if<T>(&command)) {
                found.push_back(*one);
            }
        }
        return found;
    }
    std::vector<tell::Command> told;
};

/// A session that says what a test wants it to say. What it is told outlives it, in its `log`.
class FakePort final : public SessionPort {
public:
    struct Log {
        EngineConfig config;
        FakeSink sink;
        FakePort *alive = nullptr;
    };
    explicit FakePort(Log &log) : m_log(log) { m_log.alive = this; }
    ~FakePort() override { m_log.alive = nullptr; }
    void tell(tell::Command command) override { m_log.sink.tell(std::move(command)); }
    Changes takeChanges() override;
    void say(Changes changes);

private:
    Log &m_log;
    std::deque<Changes> m_waiting;
};

/// Makes fake ports and remembers each, the newest last.
class FakeSessions {
public:
    SessionPortFactory factory();
    FakePort::Log &last() { return *m_logs.back(); }
    /// In the order in which they were made.
    FakePort::Log &at(int index) { return *m_logs.at(static_cast<std::size_t>(index)); }
    int count() const { return static_cast<int>(m_logs.size()); }

private:
    std::vector<std::unique_ptr<FakePort::Log>> m_logs;
};

class FakeHost final : public HostPort {
public:
    void start() override { ++starts; }
    void stop() override { ++stops; }
    void countOthers(const QString &) override
    {
        if (others >= 0) {
            Q_EMIT othersCounted(others);
        }
    }
    bool hasHosted() const override { return hosted; }
    bool hosted = false;
    int others = 0; ///< negative: it does not answer
    int starts = 0;
    int stops = 0;
};

class FakeBook final : public SignInBook {
public:
    void open(std::function<void(Opened)> then) override { then(opened); }
    void find(const SavedAccount &account, std::function<void(std::optional<SavedAccount>)> then) override;
    void remember(const SavedAccount &account, const QString &token) override;
    void keepToken(const SavedAccount &account, const QString &token) override;
    void use(const SavedAccount &account) override { used.push_back(account); }
    void forgetToken(const SavedAccount &account) override { forgotten.push_back(account); }
    void forget(const SavedAccount &account) override { removed.push_back(account); }
    void eraseStore(const SavedAccount &account) override { erased.push_back(account); }
    QString key(const SavedAccount &account) const override
    {
        return account.user + u'@' + (account.hosted ? QStringLiteral("here") : account.server.toString());
    }
    QString storeFile(const SavedAccount &account) const override
    {
        return folder.filePath(QStringLiteral("store-") + account.user);
    }
    QString serverFile(const SavedAccount &account) const override
    {
        const QByteArray name = key(account).section(u'@', -1).toUtf8().toHex();
        return folder.filePath(QStringLiteral("server-") + QString::fromLatin1(name));
    }
    QTemporaryDir folder; ///< a real engine opens what it is told
    Opened opened;
    /// `account` is kept, with this token, and was the last one.
    void keep(const SavedAccount &account, const QString &token);
    std::vector<std::pair<SavedAccount, QString>> remembered;
    std::vector<std::pair<SavedAccount, QString>> renewed; ///< by keepToken()
    std::vector<SavedAccount> used;
    std::vector<SavedAccount> forgotten; ///< the token only
    std::vector<SavedAccount> removed;
    std::vector<SavedAccount> erased;
};

/// A message of `sender` in room "lobby" with sequence `seq` (0: pending), one minute after the one before.
ShownMessage message(Seq seq, const QString &sender = QStringLiteral("ann"));
/// The same of oneself ("me") with a client id.
ShownMessage ownMessage(Seq seq, const QString &clientId, DeliveryState state);
ShownRoom room(const QString &id, bool joined = true, int unread = 0);
Member member(const QString &user, PresenceStatus status);
ConnectionStatus connection(ConnectionState state, ConnectionTrouble trouble = ConnectionTrouble::None);

/// What a model holds, row by row, in the named role, as text.
QStringList column(const QAbstractItemModel &model, const char *role);

} // namespace banter::testing
