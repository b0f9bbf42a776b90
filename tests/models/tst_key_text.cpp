// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/key_text.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_key_text {

using namespace banter;

class TestKeyText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isWhatTheSystemWrites_data();
    void isWhatTheSystemWrites();
};

void TestKeyText::isWhatTheSystemWrites_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("mac");
    const auto row = [](const char *keys, const char *words, const char *mac) {
        QTest::newRow(keys) << QString::fromUtf8(keys) << QString::fromUtf8(words) << QString::fromUtf8(mac);
    };
    row("", "", "");
    row("Ctrl+K", "Ctrl+K", "⌘K");
    row("Ctrl+Shift+F", "Ctrl+Shift+F", "⇧⌘F");
    row("Ctrl+,", "Ctrl+,", "⌘,");
    row("Alt+Up Alt+Down", "Alt+↑   Alt+↓", "⌥↑   ⌥↓");
    row("PgUp PgDown", "PgUp   PgDn", "⇞   ⇟");
    row("Shift+Return", "Shift+Enter", "⇧↩");
    row("Esc", "Esc", "⎋");
    row("F6", "F6", "F6");
    row("Meta+Alt+Ctrl+X", "Meta+Alt+Ctrl+X", "⌃⌥⌘X");
    row("Hyper+X", "Hyper+X", "Hyper+X");
}

void TestKeyText::isWhatTheSystemWrites()
{
    QFETCH(QString, keys);
    QFETCH(QString, words);
    QFETCH(QString, mac);
    QCOMPARE(keyText(keys, KeySigns::Words), words);
    QCOMPARE(keyText(keys, KeySigns::Mac), mac);
}

TEST_WITHOUT_APPLICATION(TestKeyText)

} // namespace tst_key_text

#include "tst_key_text.moc"
