// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/authentication.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_authentication {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Ann = QStringLiteral("ann");
const QString Password = QStringLiteral("secret");

/// Notes which credentials it is given.
struct NotedDialect final : Dialect {
    LinkRequest linkRequest(const QUrl &, const Credentials &credentials) const override
    {
        dialled = credentials;
        return {};
    }
    bool canProve(const QString &) const override { return proves; }
    DialectOutput opened(const QString &, const Credentials &credentials, MonoMs) override
    {
        said.push_back(credentials);
        return {};
    }
    DialectOutput received(const Frame &, MonoMs) override { return {}; }
    DialectOutput request(const std::vector<std::pair<heard::Ticket, ask::Request>> &, MonoMs) override { return {}; }

    bool proves = false;
    mutable Credentials dialled;
    std::vector<Credentials> said;
};

/// The part by itself, and what it says to the connection.
struct Gate final : Authentication::Port {
    explicit Gate(Credentials::Method method)
        : authentication(QUrl(), {method, Ann, Password}, clock, random, dialect, disk, views, server, *this)
    {
        authentication.want(true);
    }
    void carry(DialectOutput) override {}
    ask::SetPresence arrival() override { return {}; }
    void helloRefused(ConnectionTrouble trouble, const QString &) override { refused.push_back(trouble); }
    void helloPostponed(ConnectionTrouble trouble, qint64, const QString &) override { postponed.push_back(trouble); }
    void helloAgain(const QString &) override { ++again; }
    void countMalformed() override { ++malformed; }
    int dials() const override { return dialled; }
    void refuse(ErrorCode code) { authentication.on(heard::Refused{{code, {}, 0}}); }
    static heard::Welcomed welcome(const QString &user, const QString &token = {})
    {
        heard::Welcomed welcomed;
        welcomed.user = user;
        welcomed.token = token;
        return welcomed;
    }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    SeededRandom random{1};
    NotedStore store;
    Disk disk{store, scheduler, [](const keep::PutMessages &) {}, [](const Error &) {}};
    Publisher views{scheduler, [] {}};
    ServerState server;
    NotedDialect dialect;
    std::vector<ConnectionTrouble> refused;
    std::vector<ConnectionTrouble> postponed;
    int again = 0;
    int malformed = 0;
    int dialled = 1;
    Authentication authentication;
};

} // namespace

class TestAuthentication : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsSaidToAnotherServer()
    {
        Gate gate(Credentials::Method::Password);
        gate.authentication.load(QStringLiteral("known"), {}, QStringLiteral("known"));
        gate.authentication.linkRequest();
        QVERIFY(gate.dialect.dialled.secret.isEmpty());
        gate.authentication.linkOpened({}); // it proves nothing
        QVERIFY(gate.dialect.said.empty());
        QCOMPARE(gate.refused, std::vector<ConnectionTrouble>{ConnectionTrouble::OtherServer});
        QVERIFY(!gate.authentication.accepts(Gate::welcome(Ann)));
        QCOMPARE(gate.malformed, 1);
        gate.authentication.trust({}); // the person says that it is right
        gate.authentication.linkOpened({});
        QCOMPARE(gate.dialect.said.size(), std::size_t(1));
    }

    void aServerThatCanProveItselfIsAskedFirst()
    {
        Gate gate(Credentials::Method::Password);
        gate.dialect.proves = true;
        gate.authentication.linkOpened({});
        QVERIFY(gate.dialect.said.empty());
        gate.authentication.on(heard::Identified{});
        QVERIFY(gate.dialect.said.empty()); // it could not
        QCOMPARE(gate.refused, std::vector<ConnectionTrouble>{ConnectionTrouble::Protocol});
    }

    void aTokenTakesThePlaceOfThePassword()
    {
        Gate gate(Credentials::Method::Password);
        gate.authentication.linkOpened({});
        QVERIFY(gate.authentication.accepts(Gate::welcome(Ann)));
        gate.authentication.adopt(Gate::welcome(Ann, QStringLiteral("token")));
        QCOMPARE(gate.views.take().token, std::optional(QStringLiteral("token")));
        gate.authentication.linkOpened({});
        QCOMPARE(gate.dialect.said.back().secret, QStringLiteral("token"));
        gate.refuse(ErrorCode::Unauthorized); // it ran out
        QCOMPARE(gate.again, 1);
        gate.authentication.linkOpened({});
        QCOMPARE(gate.dialect.said.back().secret, Password);
        gate.refuse(ErrorCode::Unauthorized);
        QCOMPARE(gate.refused, std::vector<ConnectionTrouble>{ConnectionTrouble::Credentials});
    }

    void aNameThatIsTakenMayBeOnesOwn()
    {
        Gate gate(Credentials::Method::Register);
        gate.authentication.linkOpened({});
        gate.refuse(ErrorCode::NameTaken);
        QCOMPARE(gate.again, 1);
        gate.authentication.linkOpened({});
        QCOMPARE(gate.dialect.said.back().method, Credentials::Method::Password);
        gate.refuse(ErrorCode::Unauthorized); // it was somebody else's
        const Changes changes = gate.views.take();
        QCOMPARE(changes.failures.size(), std::size_t(1));
        QCOMPARE(changes.failures[0].error.code, ErrorCode::NameTaken);
    }

    void whatPassesIsTriedAgain()
    {
        Gate gate(Credentials::Method::Password);
        gate.authentication.linkOpened({});
        gate.refuse(ErrorCode::Unavailable);
        gate.refuse(ErrorCode::StorageFull);
        QCOMPARE(gate.postponed,
                 std::vector<ConnectionTrouble>({ConnectionTrouble::OutOfService, ConnectionTrouble::ServerFull}));
        QVERIFY(gate.refused.empty());
    }

    void anotherPersonsHistoryIsNotTouched()
    {
        Gate gate(Credentials::Method::Password);
        gate.server.owner = Ann;
        gate.authentication.linkOpened({});
        QVERIFY(!gate.authentication.accepts(Gate::welcome(QStringLiteral("bo"))));
        QVERIFY(gate.authentication.accepts(Gate::welcome(QStringLiteral("Ann"))));
        QCOMPARE(gate.views.take().failures.size(), std::size_t(1));
    }
};

TEST_WITH_CORE_APPLICATION(TestAuthentication)

} // namespace tst_authentication

#include "tst_authentication.moc"
