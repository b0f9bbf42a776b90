// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/keychain.h"

#ifdef BANTER_KEYCHAIN
#include <qt6keychain/keychain.h>
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

class QtKeychain final : public Keychain {
public:
    void write(const QString &name, const QString &secret, std::function<void(Answer)> then) override
    {
        auto *job = make<QKeychain::WritePasswordJob>(name);
        job->setTextData(secret);
        start(job, [then = std::move(then)](const QKeychain::WritePasswordJob &done) { then(answerOf(done)); });
    }
    void read(const QString &name, std::function<void(Answer, const QString &)> then) override
    {
        start(make<QKeychain::ReadPasswordJob>(name), [then = std::move(then)](const QKeychain::ReadPasswordJob &done) {
            const Answer answer = answerOf(done);
            then(answer, answer == Answer::Done ? done.textData() : QString());
        });
    }
    void erase(const QString &name, std::function<void(Answer)> then) override
    {
        start(make<QKeychain::DeletePasswordJob>(name),
              [then = std::move(then)](const QKeychain::DeletePasswordJob &done) { then(answerOf(done)); });
    }

private:
    template <class Job>
    static Job *make(const QString &name)
    {
        auto *job = new Job(QStringLiteral("banter")); // deletes itself once it has finished
        job->setKey(name);
        return job;
    }
    template <class Job, class Then>
    void start(Job *job, Then then)
    {
        QObject::connect(job, &QKeychain::Job::finished, &m_home, [job, then = std::move(then)] { then(*job); });
        job->start();
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
