// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"

#include <QTest>

using namespace banter;
using namespace banter::testing;

// What concerns oneself in the rail: what one chose to be.
class TestOwn : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

private Q_SLOTS:
    void whoWishesItAppearsOffline()
    {
        World world;
        world.signIn();
        world.enter();
        world.click(world.item(s("own")));
        QQuickItem *row = nullptr;
        const auto found = [&] {
            for (QQuickItem *each : world.all()) {
                if (each->inherits("QQuickMenuItem") && each->property("text").toString() == s("Appear offline")) {
                    row = each;
                }
            }
            return row != nullptr;
        };
        QTRY_VERIFY(found());
        world.click(*row);
        QTRY_COMPARE(world.session().ownStatus(), PresenceKind::Offline);
        QCOMPARE(world.told().all<tell::SetPresence>().back().status, std::optional(PresenceStatus::Offline));
        QCOMPARE(world.told().all<tell::SetPresence>().back().text, std::nullopt);
        QTRY_COMPARE(world.item(s("ownPresence")).property("text").toString(), s("Appearing offline"));
        QCOMPARE(world.complaints(), QStringList());
    }
};

QTEST_MAIN(TestOwn)
#include "tst_own.moc"
