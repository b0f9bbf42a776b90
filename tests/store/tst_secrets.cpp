// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/secrets.h"

#include "store/secret_file.h"
#include "tests/store/checks.h"
#include "tests/store/fake_keychain.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>

namespace tst_secrets {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Ann = QStringLiteral("ann");
const QString Token = QStringLiteral("token 1");
const QString Newer = QStringLiteral("token 2");

struct Loaded {
    QString secret;
    SecretPlace place = SecretPlace::Nowhere;
    bool operator==(const Loaded &) const = default;
};

} // namespace

class TestSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void usesTheKeychain();
    void usesTheFileWithoutAKeychain();
    void usesTheFileWhenTheKeychainIsAbsent();
    void usesTheFileWhenTheKeychainIsSilent();
    void asksASilentKeychainOnlyOnce();
    void comesBackToAKeychainThatAnswersLate();
    void writesNothingThatWasRefused();
    void saysWhereItWouldGo_data();
    void saysWhereItWouldGo();
    void prefersTheNewerOfTwoPlaces();
    void removesFromBothPlaces();
    void removesAfterASaveThatWasSlow();
    void findsNothingWhereNothingIs();
    void refusesWhatIsEmptyOrTooLarge();
    void saysNowhereOnAFullDisk();
    void neverAnswersInsideTheCall();
    void answersInTheOrderOfTheQuestions();
    void doesWhatWasAskedForBeforeItEnds_data();
    void doesWhatWasAskedForBeforeItEnds();
    void isSilentOnceItIsGone();
    void mayGoInItsOwnAnswer_data();
    void mayGoInItsOwnAnswer();

private:
    QString file() const { return m_dir->filePath(QStringLiteral("secrets.json")); }
    void make(bool withKeychain = true);
    SecretPlace save(const QString &secret);
    Loaded load();
    SecretPlace where();
    void removeAndWait();
    /// Until the keychain was asked something and is silent about it.
    bool isAsked()
    {
        return QTest::qWaitFor([this] { return !m_keychain.waiting.empty(); });
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    KeychainState m_keychain;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<ManualScheduler> m_scheduler;
    std::unique_ptr<SecretStore> m_store;
};

void TestSecrets::init()
{
    failOnAnyWarning();
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_keychain = {};
    m_clock = std::make_unique<ManualClock>();
    m_scheduler = std::make_unique<ManualScheduler>(*m_clock);
    make();
}

void TestSecrets::cleanup()
{
    m_store.reset();
}

void TestSecrets::make(bool withKeychain)
{
    m_store.reset();
    m_store = makeSecretStore(m_dir->path(), withKeychain ? std::make_unique<FakeKeychain>(m_keychain) : nullptr,
                              *m_scheduler);
}

SecretPlace TestSecrets::save(const QString &secret)
{
    std::optional<SecretPlace> place;
    m_store->save(Ann, secret, [&](SecretPlace put) { place = put; });
    return QTest::qWaitFor([&] { return place.has_value(); }) ? *place : SecretPlace(-1);
}

Loaded TestSecrets::load()
{
    std::optional<Loaded> loaded;
    m_store->load(Ann, [&](const QString &secret, SecretPlace place) { loaded = Loaded{secret, place}; });
    return QTest::qWaitFor([&] { return loaded.has_value(); }) ? *loaded : Loaded{QStringLiteral("no answer"), {}};
}

SecretPlace TestSecrets::where()
{
    std::optional<SecretPlace> place;
    m_store->where([&](SecretPlace would) { place = would; });
    return QTest::qWaitFor([&] { return place.has_value(); }) ? *place : SecretPlace(-1);
}

void TestSecrets::removeAndWait()
{
    m_store->remove(Ann);
    load(); // comes after it
}

void TestSecrets::usesTheKeychain()
{
    QCOMPARE(save(Token), SecretPlace::Keychain);
    QCOMPARE(m_keychain.entries, (std::map<QString, QString>{{Ann, Token}}));
    QVERIFY(!QFile::exists(file()));
    QCOMPARE(load(), (Loaded{Token, SecretPlace::Keychain}));
    QCOMPARE(m_scheduler->pending(), std::size_t(0)); // no deadline is left behind
}

void TestSecrets::usesTheFileWithoutAKeychain()
{
    make(false);
    QCOMPARE(save(Token), SecretPlace::OwnerOnlyFile);
    QCOMPARE(getSecret(file(), Ann), Token);
    make(false);
    QCOMPARE(load(), (Loaded{Token, SecretPlace::OwnerOnlyFile}));
    removeAndWait();
    QCOMPARE(getSecret(file(), Ann), QString());
}

void TestSecrets::usesTheFileWhenTheKeychainIsAbsent()
{
    m_keychain.absent = true;
    QCOMPARE(save(Token), SecretPlace::OwnerOnlyFile);
    QCOMPARE(load(), (Loaded{Token, SecretPlace::OwnerOnlyFile}));
    QVERIFY(m_keychain.entries.empty());
}

void TestSecrets::usesTheFileWhenTheKeychainIsSilent()
{
    m_keychain.silent = true;
    std::optional<SecretPlace> place;
    m_store->save(Ann, Token, [&](SecretPlace put) { place = put; });
    QVERIFY(isAsked());
    m_scheduler->run(SecretStore::KeychainDeadlineMs - 1);
    QCoreApplication::processEvents();
    QVERIFY(!place);
    QCOMPARE(getSecret(file(), Ann), QString());
    m_scheduler->run(1);
    QTRY_VERIFY(place);
    QCOMPARE(*place, SecretPlace::OwnerOnlyFile);
    QCOMPARE(getSecret(file(), Ann), Token);
}

void TestSecrets::asksASilentKeychainOnlyOnce()
{
    m_keychain.silent = true;
    std::optional<Loaded> loaded;
    m_store->load(Ann, [&](const QString &secret, SecretPlace place) { loaded = Loaded{secret, place}; });
    QVERIFY(isAsked());
    m_scheduler->run(SecretStore::KeychainDeadlineMs);
    QTRY_VERIFY(loaded);
    QCOMPARE(*loaded, Loaded());
    // From here on there is no wait: virtual time does not move.
    QCOMPARE(save(Token), SecretPlace::OwnerOnlyFile);
    QCOMPARE(load(), (Loaded{Token, SecretPlace::OwnerOnlyFile}));
    QCOMPARE(where(), SecretPlace::OwnerOnlyFile);
    QCOMPARE(m_keychain.asked, QStringList{QStringLiteral("read ann")});
}

void TestSecrets::comesBackToAKeychainThatAnswersLate()
{
    m_keychain.silent = true;
    std::optional<SecretPlace> place;
    m_store->save(Ann, Token, [&](SecretPlace put) { place = put; });
    QVERIFY(isAsked());
    m_scheduler->run(SecretStore::KeychainDeadlineMs);
    QTRY_VERIFY(place);
    place.reset();
    m_keychain.silent = false; // somebody unlocked it
    m_keychain.answerAll();
    QCoreApplication::processEvents();
    QVERIFY(!place); // the late answer is none to the question
    QCOMPARE(save(Newer), SecretPlace::Keychain);
    QVERIFY(!contentOf(file()).contains(Token.toUtf8()));
    QCOMPARE(load(), (Loaded{Newer, SecretPlace::Keychain}));
}

void TestSecrets::writesNothingThatWasRefused()
{
    m_keychain.refuses = true;
    QCOMPARE(save(Token), SecretPlace::Nowhere);
    QVERIFY(!QFile::exists(file()));
    QCOMPARE(load(), Loaded());
}

void TestSecrets::saysWhereItWouldGo_data()
{
    QTest::addColumn<bool>("withKeychain");
    QTest::addColumn<bool>("absent");
    QTest::addColumn<SecretPlace>("place");
    QTest::newRow("keychain") << true << false << SecretPlace::Keychain;
    QTest::newRow("absent keychain") << true << true << SecretPlace::OwnerOnlyFile;
    QTest::newRow("built without") << false << false << SecretPlace::OwnerOnlyFile;
}

void TestSecrets::saysWhereItWouldGo()
{
    QFETCH(bool, withKeychain);
    QFETCH(bool, absent);
    QFETCH(SecretPlace, place);
    m_keychain.absent = absent;
    make(withKeychain);
    QCOMPARE(where(), place);
    QCOMPARE(save(Token), place);
    QCOMPARE(load(), (Loaded{Token, place}));
}

void TestSecrets::prefersTheNewerOfTwoPlaces()
{
    QCOMPARE(save(Token), SecretPlace::Keychain);
    m_keychain.absent = true;
    QCOMPARE(save(Newer), SecretPlace::OwnerOnlyFile);
    m_keychain.absent = false; // it is back, with the old one in it
    make();
    QCOMPARE(load(), (Loaded{Newer, SecretPlace::OwnerOnlyFile}));
    QCOMPARE(save(QStringLiteral("token 3")), SecretPlace::Keychain);
    QCOMPARE(load(), (Loaded{QStringLiteral("token 3"), SecretPlace::Keychain}));
    QCOMPARE(getSecret(file(), Ann), QString());
}

void TestSecrets::removesFromBothPlaces()
{
    m_keychain.entries[Ann] = Token;
    VERIFY_OK(putSecret(file(), Ann, Newer));
    VERIFY_OK(putSecret(file(), QStringLiteral("bo"), Token));
    removeAndWait();
    QVERIFY(m_keychain.entries.empty());
    QCOMPARE(getSecret(file(), Ann), QString());
    QCOMPARE(getSecret(file(), QStringLiteral("bo")), Token);
}

void TestSecrets::removesAfterASaveThatWasSlow()
{
    // The save falls back to the file only after its deadline; the removal was asked for before that.
    m_keychain.silent = true;
    m_store->save(Ann, Token, [](SecretPlace) {});
    m_store->remove(Ann);
    QVERIFY(isAsked());
    m_scheduler->run(SecretStore::KeychainDeadlineMs);
    QCOMPARE(load(), Loaded());
    QCOMPARE(getSecret(file(), Ann), QString());
    m_keychain.silent = false;
    m_keychain.answerAll(); // both have been asked for, in that order
    QVERIFY(m_keychain.entries.empty());
}

void TestSecrets::findsNothingWhereNothingIs()
{
    QCOMPARE(load(), Loaded());
    make(false);
    QCOMPARE(load(), Loaded());
    removeAndWait();
    QVERIFY(!QFile::exists(file()));
}

void TestSecrets::refusesWhatIsEmptyOrTooLarge()
{
    QCOMPARE(save({}), SecretPlace::Nowhere);
    QCOMPARE(save(QString(SecretStore::MaxSecretChars + 1, u'x')), SecretPlace::Nowhere);
    QVERIFY(m_keychain.asked.isEmpty());
    QVERIFY(!QFile::exists(file()));
    QCOMPARE(save(QString(SecretStore::MaxSecretChars, u'x')), SecretPlace::Keychain);
}

void TestSecrets::saysNowhereOnAFullDisk()
{
#ifdef Q_OS_UNIX
    make(false);
    QCOMPARE(save(Token), SecretPlace::OwnerOnlyFile);
    {
        const SmallFiles limit(32);
        QCOMPARE(save(QString(1000, u'x')), SecretPlace::Nowhere);
    }
    QCOMPARE(load(), (Loaded{Token, SecretPlace::OwnerOnlyFile}));
#endif
}

void TestSecrets::neverAnswersInsideTheCall()
{
    int answers = 0;
    m_store->save(Ann, Token, [&](SecretPlace) { ++answers; });
    m_store->save(Ann, {}, [&](SecretPlace) { ++answers; });
    m_store->load(Ann, [&](const QString &, SecretPlace) { ++answers; });
    m_store->where([&](SecretPlace) { ++answers; });
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 4);
}

void TestSecrets::answersInTheOrderOfTheQuestions()
{
    QStringList answers;
    m_store->save(Ann, Token, [&](SecretPlace) { answers.append(QStringLiteral("saved")); });
    m_store->load(Ann, [&](const QString &secret, SecretPlace) { answers.append(secret); });
    m_store->remove(Ann);
    m_store->load(Ann, [&](const QString &secret, SecretPlace) { answers.append(secret); });
    m_store->save(Ann, Newer, [&](SecretPlace) { answers.append(QStringLiteral("saved again")); });
    m_store->load(Ann, [&](const QString &secret, SecretPlace) { answers.append(secret); });
    QTRY_COMPARE(answers.size(), 5);
    QCOMPARE(answers, (QStringList{QStringLiteral("saved"), Token, QString(), QStringLiteral("saved again"), Newer}));
}

void TestSecrets::doesWhatWasAskedForBeforeItEnds_data()
{
    QTest::addColumn<bool>("withKeychain");
    QTest::addColumn<bool>("silent");
    QTest::addColumn<bool>("inKeychain");
    QTest::newRow("keychain") << true << false << true;
    QTest::newRow("a keychain that is silent") << true << true << false;
    QTest::newRow("file") << false << false << false;
}

// Whoever closes the window right after the sign-in finds it kept.
void TestSecrets::doesWhatWasAskedForBeforeItEnds()
{
    QFETCH(bool, withKeychain);
    QFETCH(bool, silent);
    QFETCH(bool, inKeychain);
    make(withKeychain);
    int answers = 0;
    m_keychain.silent = silent;
    m_store->save(Ann, Token, [&](SecretPlace) { ++answers; });
    m_store->save(Ann, Newer, [&](SecretPlace) { ++answers; });
    m_store->finish();
    QCOMPARE(m_keychain.entries.contains(Ann), inKeychain);
    QCOMPARE(QFile::exists(file()), !inKeychain);

    m_keychain.silent = false;
    make(withKeychain);
    QCOMPARE(load().secret, Newer);
    m_store->remove(Ann);
    make(withKeychain);
    QCOMPARE(load(), Loaded());
    QCOMPARE(answers, 0);
}

void TestSecrets::isSilentOnceItIsGone()
{
    int answers = 0;
    m_keychain.silent = true;
    m_store->save(Ann, Token, [&](SecretPlace) { ++answers; });
    m_store->load(Ann, [&](const QString &, SecretPlace) { ++answers; });
    QVERIFY(isAsked());
    m_store.reset();
    QCOMPARE(m_scheduler->pending(), std::size_t(0));
    make(false);
    m_store->load(Ann, [&](const QString &, SecretPlace) { ++answers; }); // the file is being read
    m_store.reset();
    m_scheduler->run(SecretStore::KeychainDeadlineMs);
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

void TestSecrets::mayGoInItsOwnAnswer_data()
{
    QTest::addColumn<bool>("withKeychain");
    QTest::newRow("keychain") << true;
    QTest::newRow("file") << false;
}

void TestSecrets::mayGoInItsOwnAnswer()
{
    QFETCH(bool, withKeychain);
    make(withKeychain);
    bool answered = false;
    m_store->save(Ann, Token, [&](SecretPlace) {
        m_store.reset();
        answered = true;
    });
    QTRY_VERIFY(answered);
    make(withKeychain);
    answered = false;
    m_store->load(Ann, [&](const QString &, SecretPlace) {
        m_store.reset();
        answered = true;
    });
    QTRY_VERIFY(answered);
}

TEST_WITH_CORE_APPLICATION(TestSecrets)

} // namespace tst_secrets

#include "tst_secrets.moc"
