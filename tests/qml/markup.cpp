// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/markup.h"

#include <QSet>

#include <vector>

namespace banter::testing {

namespace {

struct Token {
    QString text;
    int line = 1;
};

bool ofWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'$';
}

/// Words with their dots, and single marks; what is in comments and in quotes is left out.
std::vector<Token> tokensOf(const QString &source)
{
    std::vector<Token> tokens;
    int line = 1;
    for (qsizetype at = 0; at < source.size();) {
        const QChar c = source[at];
        const QStringView rest = QStringView(source).mid(at);
        qsizetype length = 1;
        if (rest.startsWith(u"//")) {
            length = rest.indexOf(u'\n');
        } else if (rest.startsWith(u"/*")) {
            length = rest.indexOf(u"*/") + 2;
        } else if (c == u'"' || c == u'\'' || c == u'`') {
            while (length < rest.size() && rest[length] != c) {
                length += rest[length] == u'\\' ? 2 : 1;
            }
            ++length;
            tokens.push_back({QStringLiteral("\"\""), line});
        } else if (ofWord(c)) {
            while (length < rest.size() && ofWord(rest[length])) {
                ++length;
            }
            tokens.push_back({rest.left(length).toString(), line});
        } else if (!c.isSpace()) {
            tokens.push_back({QString(c), line});
        }
        length = length <= 0 ? rest.size() : std::min(length, rest.size());
        line += static_cast<int>(rest.left(length).count(u'\n'));
        at += length;
    }
    return tokens;
}

const QSet<QString> &texts()
{
    static const QSet<QString> names{QStringLiteral("Text"), QStringLiteral("Label"), QStringLiteral("TextEdit"),
                                     QStringLiteral("TextArea")};
    return names;
}

/// Controls that make a text of their own where they are given no contentItem.
const QSet<QString> &controls()
{
    static const QSet<QString> names{
        QStringLiteral("Button"),        QStringLiteral("CheckBox"),    QStringLiteral("CheckDelegate"),
        QStringLiteral("ComboBox"),      QStringLiteral("DelayButton"), QStringLiteral("ItemDelegate"),
        QStringLiteral("MenuBarItem"),   QStringLiteral("MenuItem"),    QStringLiteral("RadioButton"),
        QStringLiteral("RadioDelegate"), QStringLiteral("RoundButton"), QStringLiteral("SpinBox"),
        QStringLiteral("SwipeDelegate"), QStringLiteral("Switch"),      QStringLiteral("SwitchDelegate"),
        QStringLiteral("TabButton"),     QStringLiteral("ToolButton"),  QStringLiteral("ToolTip"),
        QStringLiteral("Tumbler")};
    return names;
}

/// What an object of this type must state; empty when it need not state anything.
QString wantedBy(const QString &type)
{
    const QString name = type.section(u'.', -1); // T.Button is QtQuick.Templates' one
    if (texts().contains(name)) {
        return QStringLiteral("textFormat");
    }
    if (controls().contains(name)) {
        return QStringLiteral("contentItem");
    }
    if (name == QLatin1String("Dialog") || name == QLatin1String("Page")) {
        return QStringLiteral("header");
    }
    return name == QLatin1String("GroupBox") ? QStringLiteral("label") : QString();
}

class Reader {
public:
    explicit Reader(const QString &source) : m_tokens(tokensOf(source)) {}

    QStringList read()
    {
        for (std::size_t at = 0; at < m_tokens.size(); ++at) {
            const QString &word = m_tokens[at].text;
            if (word == QLatin1String("{")) {
                open(at);
            } else if (word == QLatin1String("}") && !m_open.empty()) {
                close();
            } else if (is(at + 1, ":") && !m_open.empty()) {
                m_open.back().stated.insert(word);
            }
            complainOf(at);
        }
        return m_found;
    }

private:
    struct Object {
        QString type; // empty: a block of code, or a group
        int line = 0;
        QSet<QString> stated;
    };

    bool is(std::size_t at, const char *text) const
    {
        return at < m_tokens.size() && m_tokens[at].text == QLatin1String(text);
    }

    void open(std::size_t at)
    {
        const QString before = at > 0 ? m_tokens[at - 1].text : QString();
        const QChar first = before.section(u'.', -1).isEmpty() ? QChar() : before.section(u'.', -1).front();
        m_open.push_back({first.isUpper() ? before : QString(), m_tokens[at].line, {}});
    }

    void close()
    {
        const Object object = m_open.back();
        m_open.pop_back();
        const QString wanted = wantedBy(object.type);
        if (!wanted.isEmpty() && !object.stated.contains(wanted)) {
            complain(object.line, QStringLiteral("%1 without %2").arg(object.type, wanted));
        }
    }

    void complainOf(std::size_t at)
    {
        const auto &[word, line] = m_tokens[at];
        const QString last = word.section(u'.', -1);
        const bool attached = word.startsWith(QLatin1String("ToolTip.")) || word.contains(QLatin1String(".ToolTip."));
        if (word == QLatin1String("placeholderText") || last == QLatin1String("placeholderText")) {
            complain(line, QStringLiteral("placeholderText"));
        } else if (attached) {
            complain(line, QStringLiteral("the attached ToolTip"));
        } else if (last == QLatin1String("MessageDialog")) {
            complain(line, QStringLiteral("MessageDialog"));
        } else if (last == QLatin1String("AutoText") || last == QLatin1String("RichText") ||
                   last == QLatin1String("StyledText") || last == QLatin1String("MarkdownText")) {
            complain(line, last);
        } else if (last == QLatin1String("textFormat")) {
            const bool stated = is(at + 1, ":") && at + 2 < m_tokens.size();
            if (stated && m_tokens[at + 2].text.section(u'.', -1) != QLatin1String("PlainText")) {
                complain(line, QStringLiteral("a textFormat that is not written out as PlainText"));
            }
            if (!stated) {
                complain(line, QStringLiteral("a textFormat that is set elsewhere"));
            }
        }
    }

    void complain(int line, const QString &what) { m_found.append(QStringLiteral("%1: %2").arg(line).arg(what)); }

    std::vector<Token> m_tokens;
    std::vector<Object> m_open;
    QStringList m_found;
};

} // namespace

QStringList markupIn(const QString &source)
{
    return Reader(source).read();
}

} // namespace banter::testing
