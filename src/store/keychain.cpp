// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/keychain.h"

#ifdef BANTER_KEYCHAIN
#include "store/keychain_reply.h"
#include "system/hung_threads.h"

#include <QCoreApplication>
#include <QThread>

#include <qt6keychain/keychain.h>

#include <utility>
#endif

namespace banter {

#ifdef BANTER_KEYCHAIN
namespace {

// Nothing tells beforehand whether there is a keychain (isAvailable() is newer than QtKeychain 0.13): a job's error
// does.
Keychain::Answer answerOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return Keychain::Answer::Done;
    case QKeychain::EntryNotFound:
        return Keychain::Answer::NoEntry;
    case QKeychain::AccessDeniedByUser:
        return Keychain::Answer::Refused;
    default:
        return Keychain::Answer::Absent;
    }
}

QString secretOf(const QKeychain::Job &job)
{
    const auto *read = qobject_cast<const QKeychain::ReadPasswordJob *>(&job);
    return read && read->error() == QKeychain::NoError ? read->textData() : QString();
}

QThread *s_thread = nullptr;

void endThread()
{
    constexpr unsigned long PatienceMs = 500;
    endOrLeave(std::exchange(s_thread, nullptr), PatienceMs);
}

// QtKeychain talks to the bus in blocking calls (QDBusConnection::sessionBus(), the introspection of KWallet) before
// its asynchronous ones, and has one queue of jobs per process, on the thread of the first. So it has a thread to
// itself, for the life of the application object.
QThread &keychainThread()
{
    if (!s_thread) {
        s_thread = new QThread;
        s_thread->setObjectName(QStringLiteral("keychain"));
        s_thread->start();
        qAddPostRoutine(endThread);
    }
    return *s_thread;
}

class QtKeychain final : public Keychain {
public:
    void write(const QString &name, const QString &secret, std::function<void(Answer)> then) override
    {
        const auto make = [secret] {
            auto *job = new QKeychain::WritePasswordJob(QStringLiteral("banter"));
            job->setTextData(secret);
            return job;
        };
        start(name, make, [then = std::move(then)](Answer answer, const QString &) { then(answer); });
    }
    void read(const QString &name, std::function<void(Answer, const QString &)> then) override
    {
        start(
            name, [] { return new QKeychain::ReadPasswordJob(QStringLiteral("banter")); }, std::move(then));
    }
    void erase(const QString &name, std::function<void(Answer)> then) override
    {
        start(
            name, [] { return new QKeychain::DeletePasswordJob(QStringLiteral("banter")); },
            [then = std::move(then)](Answer answer, const QString &) { then(answer); });
    }

private:
    void start(const QString &name, std::function<QKeychain::Job *()> make,
               std::function<void(Answer, const QString &)> then)
    {
        auto *reply = new KeychainReply;
        QObject::connect(reply, &KeychainReply::answered, &m_home,
                         [then = std::move(then)](int kind, const QString &secret) { then(Answer(kind), secret); });
        reply->moveToThread(&keychainThread());
        const auto run = [reply, name, make = std::move(make)] {
            QKeychain::Job *job = make(); // deletes itself once it has finished
            job->setKey(name);
            QObject::connect(job, &QKeychain::Job::finished, reply,
                             [reply, job] { reply->answer(int(answerOf(*job)), secretOf(*job)); });
            job->start();
        };
        QMetaObject::invokeMethod(reply, run, Qt::QueuedConnection);
    }

    QObject m_home; // no callback after it is gone
};

} // namespace
#endif

std::unique_ptr<Keychain> makeSystemKeychain()
{
#ifdef BANTER_KEYCHAIN
    return std::make_unique<QtKeychain>();
#else
    return nullptr;
#endif
}

} // namespace banter
