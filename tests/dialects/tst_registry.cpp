// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/registry/registry.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_registry {

using namespace banter;

class RegistryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void makesWhatItNames();
    void theDefaultComesFirst();
    void unknownNamesGetTheKnownOnes();
};

void RegistryTest::makesWhatItNames()
{
    QVERIFY(!dialectNames().isEmpty());
    for (const QString &name : dialectNames()) {
        const auto made = makeDialect(name);
        QVERIFY2(made.ok() && made.value(), qPrintable(name));
    }
}

void RegistryTest::theDefaultComesFirst()
{
    QCOMPARE(dialectNames().first(), QStringLiteral("banter"));
    const auto offers = [](const char16_t *name) {
        return makeDialect(QString::fromUtf16(name))
            .value()
            ->linkRequest(QUrl(QStringLiteral("ws://h")), {})
            .subprotocols;
    };
    const QStringList json = offers(u"banter");
    QCOMPARE(json, (QStringList{QStringLiteral("banter.v1.identity.json"), QStringLiteral("banter.v1.identity.cbor"),
                                QStringLiteral("banter.v1.json"), QStringLiteral("banter.v1.cbor")}));
    QCOMPARE(offers(u"banter-cbor"), (QStringList{json[1], json[0], json[3], json[2]}));
}

void RegistryTest::unknownNamesGetTheKnownOnes()
{
    for (const QString &name : {QStringLiteral("smoke-signals"), QStringLiteral("Banter"), QString()}) {
        const auto unknown = makeDialect(name);
        QVERIFY(!unknown.ok());
        QCOMPARE(unknown.error().code, ErrorCode::NotSupported);
        for (const QString &known : dialectNames())
            QVERIFY(unknown.error().message.contains(known));
    }
}

TEST_WITHOUT_APPLICATION(RegistryTest)

} // namespace tst_registry

#include "tst_registry.moc"
