// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/invite_link.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_invite_link {

using namespace banter;

class TestInviteLink final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theCodeComesOutAsItWentIn()
    {
        for (const char *server : {"ws://127.0.0.1:7788", "wss://[2001:db8::1]:7788", "wss://chat.example.org/a/b",
                                   "ws://h:1?room=a%26b", "banter://h"}) {
            const QUrl plain(QString::fromLatin1(server));
            QUrl link = withInviteCode(plain, QStringLiteral("0123-4567-89ab"));
            QVERIFY(link.toString(QUrl::FullyEncoded).endsWith(QStringLiteral("code=0123-4567-89ab")));
            QUrl again(link.toString(QUrl::FullyEncoded), QUrl::StrictMode);
            QCOMPARE(takeInviteCode(again), QStringLiteral("0123-4567-89ab"));
            QCOMPARE(again, plain);
            // The newest counts.
            link = withInviteCode(link, QStringLiteral("another"));
            QCOMPARE(takeInviteCode(link), QStringLiteral("another"));
            QCOMPARE(takeInviteCode(link), QString());
            QCOMPARE(link, plain);
        }
    }

    void aCodeThatIsNoneIsTakenOutAllTheSame()
    {
        QUrl address(QStringLiteral("ws://h:1?code=") + QString(MaxInviteCodeChars + 1, u'a'));
        QCOMPARE(takeInviteCode(address), QString());
        QCOMPARE(address, QUrl(QStringLiteral("ws://h:1")));
        address = QUrl(QStringLiteral("ws://h:1?code="));
        QCOMPARE(takeInviteCode(address), QString());
        QCOMPARE(address, QUrl(QStringLiteral("ws://h:1")));
    }
};

TEST_WITHOUT_APPLICATION(TestInviteLink)

} // namespace tst_invite_link

#include "tst_invite_link.moc"
