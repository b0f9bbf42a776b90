// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/error.h"
#include "tests/support/test_program.h"

#include <QSet>
#include <QTest>

#include <memory>

namespace tst_error {

using namespace banter;

class ErrorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAreStable();
    void namesComeBack();
    void unknownNamesAreInternal();
    void resultHoldsAValueOrAReason();
    void resultCarriesWhatCannotBeCopied();
};

// Scripts and other versions match on these: none may ever change.
void ErrorTest::namesAreStable()
{
    const QStringList expected{QStringLiteral("bad_frame"),
                               QStringLiteral("bad_request"),
                               QStringLiteral("bad_text"),
                               QStringLiteral("too_large"),
                               QStringLiteral("unsupported_version"),
                               QStringLiteral("unauthorized"),
                               QStringLiteral("name_taken"),
                               QStringLiteral("forbidden"),
                               QStringLiteral("not_found"),
                               QStringLiteral("rate_limited"),
                               QStringLiteral("conflict"),
                               QStringLiteral("storage_full"),
                               QStringLiteral("unavailable"),
                               QStringLiteral("timed_out"),
                               QStringLiteral("not_connected"),
                               QStringLiteral("queue_full"),
                               QStringLiteral("not_supported"),
                               QStringLiteral("newer_database"),
                               QStringLiteral("in_use"),
                               QStringLiteral("internal")};
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(errorCodeName(ErrorCode(i)), expected[i]);
}

void ErrorTest::namesComeBack()
{
    for (int i = 0; i <= int(ErrorCode::Internal); ++i)
        QCOMPARE(errorCodeFromName(errorCodeName(ErrorCode(i))), ErrorCode(i));
}

void ErrorTest::unknownNamesAreInternal()
{
    QCOMPARE(errorCodeFromName(QStringLiteral("too_modern")), ErrorCode::Internal);
    QCOMPARE(errorCodeFromName(QString()), ErrorCode::Internal);
    QCOMPARE(errorCodeFromName(QStringLiteral("Bad_Frame")), ErrorCode::Internal);
}

void ErrorTest::resultHoldsAValueOrAReason()
{
    const Result<int> value = 5;
    QVERIFY(value.ok());
    QVERIFY(value);
    QCOMPARE(value.value(), 5);
    const Result<int> reason = Error{ErrorCode::NotFound, QStringLiteral("no such room"), 0};
    QVERIFY(!reason);
    QCOMPARE(reason.error().code, ErrorCode::NotFound);
    QVERIFY(success().ok());
}

void ErrorTest::resultCarriesWhatCannotBeCopied()
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    const std::unique_ptr<int> taken = std::move(result).value();
    QCOMPARE(*taken, 7);
}

TEST_WITHOUT_APPLICATION(ErrorTest)

} // namespace tst_error

#include "tst_error.moc"
