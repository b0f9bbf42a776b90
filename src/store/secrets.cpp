// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/secrets.h"

#include "store/secret_file.h"

#include <QDir>
#include <QEventLoop>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <optional>

namespace banter {
namespace {

using Answer = Keychain::Answer;

// The name of an entry that is never written, to hear whether anybody answers.
const QString ProbeName = QStringLiteral("probe");

class FallingBackStore final : public SecretStore {
public:
    FallingBackStore(const QString &dataDir, std::unique_ptr<Keychain> keychain, Scheduler *scheduler)
        : m_file(QDir(dataDir).filePath(QStringLiteral("secrets.json"))),
          m_scheduler(scheduler ? *scheduler : m_ownScheduler), m_keychain(std::move(keychain))
    {
        m_pool.setMaxThreadCount(1); // the file has one writer
    }
    ~FallingBackStore() override { end(); }

    void save(const QString &name, const QString &secret, std::function<void(SecretPlace)> then) override;
    void load(const QString &name, std::function<void(const QString &, SecretPlace)> then) override;
    void remove(const QString &name) override;
    void where(std::function<void(SecretPlace)> then) override;
    void finish() override { end(); }

private:
    /// A change that was asked for.
    struct Owed {
        QString name;
        std::optional<QString> secret; ///< null: it goes
    };
    using Heard = std::function<void(Answer, const QString &)>;

    void end();
    void enqueue(std::function<void()> task);
    void begin();
    void settled();
    void done(std::function<void()> tell);
    void ask(const std::function<void(const Heard &)> &question, Heard heard);
    template <class Value>
    void background(std::function<Value()> work, std::function<void(const Value &)> then);
    void saveToFile(const QString &name, const QString &secret, std::function<void(SecretPlace)> then);
    void dropFromFile(const QString &name, std::function<void()> then);

    const QString m_file;
    QtScheduler m_ownScheduler;
    Scheduler &m_scheduler;
    std::unique_ptr<Keychain> m_keychain;
    bool m_absent = false;
    TimerId m_deadline = 0;
    std::deque<std::function<void()>> m_tasks; // the first is under way while m_busy
    bool m_busy = false;
    std::deque<Owed> m_owed; // in the order of their tasks
    bool m_ended = false;
    QEventLoop *m_ending = nullptr;
    QObject m_home; // queued calls are bound to it: none after it is gone
    QThreadPool m_pool;
};

void FallingBackStore::end()
{
    if (std::exchange(m_ended, true))
        return;
    if (!m_owed.empty()) {
        QEventLoop loop;
        m_ending = &loop;
        QTimer::singleShot(KeychainDeadlineMs, &loop, &QEventLoop::quit);
        loop.exec(QEventLoop::ExcludeUserInputEvents);
        m_ending = nullptr;
    }
    m_scheduler.cancel(std::exchange(m_deadline, 0));
    m_tasks.clear();
    m_keychain.reset();
    m_pool.waitForDone();
    for (const Owed &owed : std::exchange(m_owed, {})) {
        const Status status = owed.secret ? putSecret(m_file, owed.name, *owed.secret) : dropSecret(m_file, owed.name);
        if (!status.ok())
            qWarning("%s", qPrintable(status.error().message));
    }
}

// An answer that was on its way when the end came finds nothing that is owed.
void FallingBackStore::settled()
{
    if (m_owed.empty())
        return;
    m_owed.pop_front();
    if (m_ending && m_owed.empty())
        m_ending->quit();
}

void FallingBackStore::enqueue(std::function<void()> task)
{
    if (m_ended)
        return;
    m_tasks.push_back(std::move(task));
    if (!std::exchange(m_busy, true))
        begin();
}

void FallingBackStore::begin()
{
    QMetaObject::invokeMethod(
        &m_home,
        [this] {
            if (m_tasks.empty())
                return; // this store has ended
            const std::function<void()> task = std::move(m_tasks.front());
            m_tasks.pop_front();
            task();
        },
        Qt::QueuedConnection);
}

// `tell` comes last: it may be the end of this store.
void FallingBackStore::done(std::function<void()> tell)
{
    m_busy = !m_tasks.empty();
    if (m_busy)
        begin();
    if (tell && !m_ended)
        tell();
}

void FallingBackStore::ask(const std::function<void(const Heard &)> &question, Heard heard)
{
    if (!m_keychain || m_absent) {
        heard(Answer::Absent, {});
        return;
    }
    const auto waiting = std::make_shared<bool>(true);
    m_deadline = m_scheduler.after(KeychainDeadlineMs, [this, waiting, heard] {
        *waiting = false;
        m_deadline = 0;
        m_absent = true;
        heard(Answer::Absent, {});
    });
    question([this, waiting, heard](Answer answer, const QString &secret) {
        // A late answer, as after somebody unlocked the keychain, is good for the next time.
        m_absent = answer == Answer::Absent;
        if (!std::exchange(*waiting, false))
            return;
        m_scheduler.cancel(std::exchange(m_deadline, 0));
        heard(answer, secret);
    });
}

template <class Value>
void FallingBackStore::background(std::function<Value()> work, std::function<void(const Value &)> then)
{
    m_pool.start([this, work = std::move(work), then = std::move(then)] {
        const Value value = work();
        QMetaObject::invokeMethod(
            &m_home, [then, value] { then(value); }, Qt::QueuedConnection);
    });
}

void FallingBackStore::saveToFile(const QString &name, const QString &secret, std::function<void(SecretPlace)> then)
{
    background<Status>([file = m_file, name, secret] { return putSecret(file, name, secret); },
                       [then = std::move(then)](const Status &status) {
                           then(status.ok() ? SecretPlace::OwnerOnlyFile : SecretPlace::Nowhere);
                       });
}

void FallingBackStore::dropFromFile(const QString &name, std::function<void()> then)
{
    background<Status>([file = m_file, name] { return dropSecret(file, name); },
                       [then = std::move(then)](const Status &) { then(); });
}

void FallingBackStore::save(const QString &name, const QString &secret, std::function<void(SecretPlace)> then)
{
    if (secret.isEmpty() || secret.size() > MaxSecretChars) {
        enqueue([this, then = std::move(then)] { done([then] { then(SecretPlace::Nowhere); }); });
        return;
    }
    const auto tell = [this, then = std::move(then)](SecretPlace place) {
        settled();
        done([then, place] { then(place); });
    };
    m_owed.push_back({name, secret});
    enqueue([this, name, secret, tell] {
        const auto write = [this, name, secret](const Heard &heard) {
            m_keychain->write(name, secret, [heard](Answer answer) { heard(answer, {}); });
        };
        ask(write, [this, name, secret, tell](Answer answer, const QString &) {
            if (answer == Answer::Done)
                dropFromFile(name, [tell] { tell(SecretPlace::Keychain); });
            else if (answer == Answer::Refused)
                tell(SecretPlace::Nowhere);
            else
                saveToFile(name, secret, tell);
        });
    });
}

// The file first: it holds a secret only while the keychain does not hold a newer one.
void FallingBackStore::load(const QString &name, std::function<void(const QString &, SecretPlace)> then)
{
    const auto tell = [this, then = std::move(then)](const QString &secret, SecretPlace place) {
        done([then, secret, place] { then(secret, place); });
    };
    const auto fromKeychain = [this, name, tell] {
        const auto read = [this, name](const Heard &heard) { m_keychain->read(name, heard); };
        ask(read, [tell](Answer answer, const QString &secret) {
            const bool found = answer == Answer::Done && !secret.isEmpty();
            tell(found ? secret : QString(), found ? SecretPlace::Keychain : SecretPlace::Nowhere);
        });
    };
    enqueue([this, name, tell, fromKeychain] {
        background<QString>([file = m_file, name] { return getSecret(file, name); },
                            [tell, fromKeychain](const QString &secret) {
                                if (secret.isEmpty())
                                    fromKeychain();
                                else
                                    tell(secret, SecretPlace::OwnerOnlyFile);
                            });
    });
}

void FallingBackStore::remove(const QString &name)
{
    m_owed.push_back({name, {}});
    enqueue([this, name] {
        // Nobody waits for the keychain here, so it is asked even if it did not answer before.
        if (m_keychain)
            m_keychain->erase(name, [](Answer) {});
        dropFromFile(name, [this] {
            settled();
            done({});
        });
    });
}

void FallingBackStore::where(std::function<void(SecretPlace)> then)
{
    enqueue([this, then = std::move(then)] {
        const auto probe = [this](const Heard &heard) { m_keychain->read(ProbeName, heard); };
        ask(probe, [this, then](Answer answer, const QString &) {
            const SecretPlace place = answer == Answer::Absent ? SecretPlace::OwnerOnlyFile : SecretPlace::Keychain;
            done([then, place] { then(place); });
        });
    });
}

} // namespace

std::unique_ptr<SecretStore> makeSecretStore(const QString &dataDir, bool useKeychain)
{
    return std::make_unique<FallingBackStore>(dataDir, useKeychain ? makeSystemKeychain() : nullptr, nullptr);
}

std::unique_ptr<SecretStore> makeSecretStore(const QString &dataDir, std::unique_ptr<Keychain> keychain,
                                             Scheduler &scheduler)
{
    return std::make_unique<FallingBackStore>(dataDir, std::move(keychain), &scheduler);
}

} // namespace banter
