// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/markup.h"
#include "tests/support/test_program.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace tst_markup {

using namespace banter::testing;

// No file of the interface leaves it to Qt whether a text is markup.
class TestMarkup : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

private Q_SLOTS:
    void isSeen_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *name, const char *source, const QStringList &found) {
            QTest::newRow(name) << s(source) << found;
        };
        row("a text", "Item {\n Text {\n text: name\n }\n}", {s("2: Text without textFormat")});
        row("a label", "Label { text: name }", {s("1: Label without textFormat")});
        row("another import's", "C.TextArea { }", {s("1: C.TextArea without textFormat")});
        row("a plain text", "Text { textFormat: Text.PlainText; text: name }", {});
        row("plain inside", "Text { Text { textFormat: Text.PlainText } }", {s("1: Text without textFormat")});
        row("a rich one", "Text { textFormat: Text.RichText }",
            {s("1: a textFormat that is not written out as PlainText"), s("1: RichText")});
        row("as it comes", "Text { textFormat: root.format }",
            {s("1: a textFormat that is not written out as PlainText")});
        row("in a script", "Text { textFormat: Text.PlainText; onX: { textFormat = other } }",
            {s("1: a textFormat that is set elsewhere")});
        row("only a comment", "Text { // textFormat: Text.PlainText\n }", {s("1: Text without textFormat")});
        row("a long comment", "/* Text {\n} */ Label { }", {s("2: Label without textFormat")});
        row("only a string", "Item { property string a: \"Text { }\"; property string b: 'x\\'Text {}' }", {});
        row("a button", "Button { text: name }", {s("1: Button without contentItem")});
        row("a button of ours", "Button { contentItem: AppText { text: name } }", {});
        row("content of the inner one", "Button { Button { contentItem: Item {} } }",
            {s("1: Button without contentItem")});
        row("a tooltip", "ToolTip { text: name }", {s("1: ToolTip without contentItem")});
        row("the attached one", "Item {\n ToolTip.text: name\n ToolTip.visible: true\n}",
            {s("2: the attached ToolTip"), s("3: the attached ToolTip")});
        row("the attached one of another", "Item { T.ToolTip.text: name }", {s("1: the attached ToolTip")});
        row("a placeholder", "TextField { placeholderText: name }", {s("1: placeholderText")});
        row("an alias to it", "Item { property alias p: input.placeholderText }", {s("1: placeholderText")});
        row("a dialog", "Dialog { title: name }", {s("1: Dialog without header")});
        row("a dialog with a header", "Dialog { title: name; header: Item {} }", {});
        row("a group", "GroupBox { title: name }", {s("1: GroupBox without label")});
        row("Qt's question", "MessageDialog { text: name }", {s("1: MessageDialog")});
        row("in a list", "Item { states: [ State { Label {} } ] }", {s("1: Label without textFormat")});
        row("in a component", "Component { Text { } }", {s("1: Text without textFormat")});
        row("an end too many", "}} Text { }", {s("1: Text without textFormat")});
        row("an open quote", "Item { a: \"x", {});
        row("nothing", "", {});
    }
    void isSeen()
    {
        QFETCH(const QString, source);
        QFETCH(const QStringList, found);
        QCOMPARE(markupIn(source), found);
    }

    void isNowhere()
    {
        QStringList found;
        int read = 0;
        QDirIterator files(s(BANTER_QML_SOURCES), {s("*.qml")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            ++read;
            if (files.fileName() == s("SystemMenuBar.qml"))
                continue; // its types are the system's own: saysNothingOfOthersInTheSystemsMenus()
            for (const QString &each : markupIn(QString::fromUtf8(file.readAll()))) {
                found.append(files.fileName() + u':' + each);
            }
        }
        QVERIFY(read > 90);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    // The system draws them as it likes, so nothing that another person or a server wrote may be in them.
    void saysNothingOfOthersInTheSystemsMenus()
    {
        QFile file(s(BANTER_QML_SOURCES "/components/SystemMenuBar.qml"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        static const QRegularExpression Word(s("^(?:text|title|informativeText): (.*)$"));
        static const QRegularExpression Own(
            s("^qsTr\\(\"[^\"]*\"(?:, \"[^\"]*\")?\\)(?:\\.arg\\(Application\\.version\\))?$"));
        int words = 0;
        while (!file.atEnd()) {
            const QString line = QString::fromUtf8(file.readLine()).trimmed();
            if (const QRegularExpressionMatch word = Word.match(line); word.hasMatch()) {
                ++words;
                QVERIFY2(Own.match(word.captured(1)).hasMatch(), qPrintable(line));
            }
        }
        QVERIFY(words > 10);
    }
};

TEST_WITHOUT_APPLICATION(TestMarkup)

} // namespace tst_markup

#include "tst_markup.moc"
