// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/secrets.h"

#include "store/secret_file.h"

#include <QDir>
#include <QThreadPool>

#include <optional>

#ifdef BANTER_KEYCHAIN
#include <QTimer>

#include <qt6keychain/keychain.h>
#endif

namespace banter {
namespace {

#ifdef BANTER_KEYCHAIN
constexpr int KeychainDeadlineMs = 3'000;
const QString Service = QStringLiteral("banter");

// Runs a job with a deadline; `then` gets null when the keychain is absent, broken or silent.
template <class Job, class Then>
void runJob(QObject *home, Job *job, Then then)
{
    auto *deadline = new QTimer(job);
    auto done = std::make_shared<bool>(false);
    job->setAutoDelete(true);
    QObject::connect(deadline, &QTimer::timeout, home, [done, then] {
        if (!std::exchange(*done, true))
            then(static_cast<Job *>(nullptr));
    });
    QObject::connect(job, &QKeychain::Job::finished, home, [done, then, job] {
        if (std::exchange(*done, true))
            return;
        const bool answered = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        then(answered ? job : nullptr);
    });
    deadline->setSingleShot(true);
    deadline->start(KeychainDeadlineMs);
    job->start();
}
#endif

class SystemSecretStore final : public SecretStore {
public:
    SystemSecretStore(const QString &dataDir, bool useKeychain)
        : m_file(QDir(dataDir).filePath(QStringLiteral("secrets.json"))), m_useKeychain(useKeychain)
    {
        m_pool.setMaxThreadCount(1); // the file has one writer
    }
    ~SystemSecretStore() override { m_pool.waitForDone(); }

    void save(const QString &name, const QString &secret, std::function<void(SecretPlace)> then) override
    {
#ifdef BANTER_KEYCHAIN
        if (m_useKeychain) {
            auto *job = new QKeychain::WritePasswordJob(Service);
            job->setKey(name);
            job->setTextData(secret);
            runJob(&m_home, job, [this, name, secret, then](const QKeychain::WritePasswordJob *answered) {
                if (!answered) {
                    saveToFile(name, secret, then);
                    return;
                }
                background<Status>([file = m_file, name] { return dropSecret(file, name); }, [](const Status &) {});
                then(SecretPlace::Keychain);
            });
            return;
        }
#endif
        saveToFile(name, secret, std::move(then));
    }

    void load(const QString &name, std::function<void(const QString &, SecretPlace)> then) override
    {
#ifdef BANTER_KEYCHAIN
        if (m_useKeychain) {
            auto *job = new QKeychain::ReadPasswordJob(Service);
            job->setKey(name);
            runJob(&m_home, job, [this, name, then](const QKeychain::ReadPasswordJob *answered) {
                if (answered && !answered->textData().isEmpty())
                    then(answered->textData(), SecretPlace::Keychain);
                else
                    loadFromFile(name, then);
            });
            return;
        }
#endif
        loadFromFile(name, std::move(then));
    }

    void remove(const QString &name) override
    {
#ifdef BANTER_KEYCHAIN
        if (m_useKeychain) {
            auto *job = new QKeychain::DeletePasswordJob(Service);
            job->setKey(name);
            runJob(&m_home, job, [](const QKeychain::DeletePasswordJob *) {});
        }
#endif
        background<Status>([file = m_file, name] { return dropSecret(file, name); }, [](const Status &) {});
    }

private:
    template <class Answer>
    void background(std::function<Answer()> work, std::function<void(const Answer &)> then)
    {
        m_pool.start([this, work = std::move(work), then = std::move(then)] {
            const Answer answer = work();
            QMetaObject::invokeMethod(
                &m_home, [then, answer] { then(answer); }, Qt::QueuedConnection);
        });
    }

    void saveToFile(const QString &name, const QString &secret, std::function<void(SecretPlace)> then)
    {
        background<Status>([file = m_file, name, secret] { return putSecret(file, name, secret); },
                           [then = std::move(then)](const Status &status) {
                               then(status.ok() ? SecretPlace::OwnerOnlyFile : SecretPlace::Nowhere);
                           });
    }

    void loadFromFile(const QString &name, std::function<void(const QString &, SecretPlace)> then)
    {
        background<QString>([file = m_file, name] { return getSecret(file, name); },
                            [then = std::move(then)](const QString &secret) {
                                then(secret, secret.isEmpty() ? SecretPlace::Nowhere : SecretPlace::OwnerOnlyFile);
                            });
    }

    QString m_file;
    [[maybe_unused]] bool m_useKeychain;
    QObject m_home; // callbacks are bound to it: none after it is gone
    QThreadPool m_pool;
};

} // namespace

std::unique_ptr<SecretStore> makeSecretStore(const QString &dataDir, bool useKeychain)
{
    return std::make_unique<SystemSecretStore>(dataDir, useKeychain);
}

} // namespace banter
