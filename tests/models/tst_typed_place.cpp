// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/typed_place.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_typed_place {

using namespace banter;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// "emoji 3 smi", "person 0 ann", "emoji 0 smile closed", or empty. The cursor is where the bar stands in `text`.
QString placeIn(QString text)
{
    const qsizetype cursor = text.indexOf(u'|');
    const std::optional<TypedPlace> place = typedPlace(text.remove(cursor, 1), cursor);
    if (!place) {
        return {};
    }
    const QString kind = place->kind == TypedPlace::Kind::Emoji ? s("emoji") : s("person");
    return QStringLiteral("%1 %2 %3%4")
        .arg(kind)
        .arg(place->from)
        .arg(place->name, place->closed ? s(" closed") : s(""));
}

} // namespace

// Where somebody who writes begins to name an emoji or a person, and where a colon is just a colon.
class TypedPlaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void place_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << s(text) << s(expected);
        };
        row("emoji", ":smi|", "emoji 0 smi");
        row("after a blank", "so :smi|", "emoji 3 smi");
        row("after a bracket", "(:smi|", "emoji 1 smi");
        row("after an emoji", "😀:smi|", "emoji 2 smi");
        row("on a new line", "a\n:smi|", "emoji 2 smi");
        row("in the middle", ":sm|ile and more", "emoji 0 sm");
        row("capitals", ":SMI|", "emoji 0 SMI");
        row("Chinese", ":笑|", "emoji 0 笑");
        row("the colon of a Chinese keyboard", "：笑|", "emoji 0 笑");
        row("a rare character", ":𠮷|", "emoji 0 𠮷");
        row("signs of names", ":+1|", "emoji 0 +1");
        row("just the colon", "so :|", "emoji 3 ");
        row("closed", ":smile:|", "emoji 0 smile closed");
        row("closed after words", "so :+1:|", "emoji 3 +1 closed");
        row("two colons", "::|", "");
        row("of C++", "std::vec|", "");
        row("after two colons", "::vec|", "");
        row("a time", "10:30|", "");
        row("a time and a colon", "10:30:|", "");
        row("after a letter", "note:smi|", "");
        row("after a Chinese letter", "注意:明天|", "");
        row("after a rare letter", "𠮷:smi|", "");
        row("an address", "http://exa|", "");
        row("with a blank", ":smi le|", "");
        row("before it", "|:smi", "");
        row("nothing", "|", "");
        row("a face", ":)|", "");
        row("in code", "`:smi|", "");
        row("in closed code", "`:smi|`", "");
        row("after code", "`a` :smi|", "emoji 4 smi");
        row("in code of two", "``a ` :smi|", "");
        row("the line after an open one", "it`s\n:smi|", "emoji 5 smi");
        row("in a fence", "```\n:smi|", "");
        row("in a fence of tildes", "~~~ c\n\n:smi|", "");
        row("after a fence", "```\na\n```\n:smi|", "emoji 10 smi");
        row("a longer fence", "````\n```\n:smi|", "");
        row("a fence of others", "~~~\n```\n:smi|", "");
        row("what is no fence", "``` a ```\n:smi|", "emoji 10 smi");
        row("person", "@an|", "person 0 an");
        row("just the sign", "so @|", "person 3 ");
        row("person in Chinese", "@小明|", "person 0 小明");
        row("the sign of a Chinese keyboard", "＠小|", "person 0 小");
        row("with marks", "@Zoë|", "person 0 Zoë");
        row("with a dot", "@ann.b|", "person 0 ann.b");
        row("mail", "ann@exa|", "");
        row("person in code", "`@an|", "");
        row("person and a colon", "@ann:|", "");
    }

    void place()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, expected);
        QCOMPARE(placeIn(text), expected);
    }

    void aVeryLongNameIsNone()
    {
        const QString name(MaxTypedName, u'a');
        QCOMPARE(placeIn(u':' + name + u'|'), QStringLiteral("emoji 0 ") + name);
        QCOMPARE(placeIn(u':' + name + s("a|")), QString());
        QVERIFY(!typedPlace(QString(100'000, u'a'), 100'000));
    }

    void aCursorThatIsNowhereIsNone()
    {
        QVERIFY(!typedPlace(s(":smi"), -1));
        QVERIFY(!typedPlace(s(":smi"), 5));
        QVERIFY(!typedPlace(QString(), 0));
    }
};

TEST_WITHOUT_APPLICATION(TypedPlaceTest)

} // namespace tst_typed_place

#include "tst_typed_place.moc"
