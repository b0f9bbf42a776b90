// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/link_events.h"
#include "tests/support/test_program.h"

#include <QFileOpenEvent>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

namespace tst_link_events {

using namespace banter;

class TestLinkEvents : public QObject {
    Q_OBJECT

    static void open(const QString &link)
    {
        QFileOpenEvent event{QUrl(link)};
        QCoreApplication::sendEvent(qGuiApp, &event);
    }

private Q_SLOTS:
    void tellsWhatIsOpened();
    void keepsWhatCameBeforeTheWindow();
    void takesNoEndlessLink();
};

void TestLinkEvents::tellsWhatIsOpened()
{
    LinkEvents links(*qGuiApp);
    links.listen();
    QSignalSpy wanted(&links, &LinkEvents::wanted);
    open(QStringLiteral("banter://example.org/lobby"));
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), QStringLiteral("banter://example.org/lobby"));
}

void TestLinkEvents::keepsWhatCameBeforeTheWindow()
{
    LinkEvents links(*qGuiApp);
    QSignalSpy wanted(&links, &LinkEvents::wanted);
    open(QStringLiteral("banter://example.org/one"));
    open(QStringLiteral("banter://example.org/two"));
    QCOMPARE(wanted.size(), 0);
    links.listen();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), QStringLiteral("banter://example.org/two"));
    links.listen();
    QCOMPARE(wanted.size(), 1);
}

void TestLinkEvents::takesNoEndlessLink()
{
    LinkEvents links(*qGuiApp);
    links.listen();
    QSignalSpy wanted(&links, &LinkEvents::wanted);
    open(QStringLiteral("banter://example.org/") + QString(LinkEvents::MaxLinkChars, u'x'));
    open({});
    QCOMPARE(wanted.size(), 0);
}

TEST_WITH_GUI_APPLICATION(TestLinkEvents)

} // namespace tst_link_events

#include "tst_link_events.moc"
