// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/message_row.h"
#include "store/search_words.h"
#include "store/sqlite_client_store.h"

#include <algorithm>

// Searching what is stored. Whoever types waits for it, and so does what is to be sent meanwhile: every way through
// here is bounded.
namespace banter {
namespace {

/// A trigram index knows nothing shorter (sqlite.org/fts5.html#the_trigram_tokenizer).
constexpr qsizetype IndexedChars = 3;
/// Looked through where the index cannot help.
constexpr int MaxScanned = 200'000;

/// Put into the index before it is asked, about 100 ms; the rest is looked through.
constexpr int IndexedBefore = 2'000;

/// Each form of a word costs a look at every message that is looked through.
constexpr qsizetype MaxLikeForms = 8;

struct Wanted {
    QString indexed;                    ///< an expression for the index; empty when no word is long enough
    std::vector<QStringList> like = {}; ///< for each word that is not in `indexed` the patterns of which one must match
    std::vector<QStringList> all = {};  ///< the same for each word
};

QString patternOf(QString word)
{
    for (const QChar special : {u'\\', u'%', u'_'})
        word.replace(special, QString(u'\\') + special);
    return u'%' + word + u'%';
}

// LIKE knows upper and lower case of ASCII only.
QStringList patternsOf(const QStringList &forms)
{
    QStringList patterns;
    for (const QString &form : forms.first(std::min(forms.size(), MaxLikeForms))) {
        for (const QString &pattern : {patternOf(form.toLower()), patternOf(form.toUpper())}) {
            if (!patterns.contains(pattern))
                patterns << pattern;
        }
    }
    return patterns;
}

bool isIndexed(const QStringList &forms)
{
    return std::all_of(forms.begin(), forms.end(),
                       [](const QString &form) { return form.toUcs4().size() >= IndexedChars; });
}

// In quotes nothing of it is an operator.
QString expressionOf(const QStringList &forms)
{
    QStringList quoted;
    for (QString form : forms)
        quoted << u'"' + form.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return u'(' + quoted.join(QStringLiteral(" OR ")) + u')';
}

Wanted wantedOf(const QStringList &words)
{
    Wanted wanted;
    QStringList expressions;
    for (const QString &word : words) {
        const QStringList forms = formsOf(word);
        wanted.all.push_back(patternsOf(forms));
        if (isIndexed(forms))
            expressions << expressionOf(forms);
        else
            wanted.like.push_back(wanted.all.back());
    }
    wanted.indexed = expressions.join(QStringLiteral(" AND "));
    return wanted;
}

const QString Columns = QStringLiteral("SELECT m.") +
                        QString(MessageColumns).replace(QStringLiteral(", "), QStringLiteral(", m.")) +
                        QStringLiteral(", m.place ");

QString likes(const std::vector<QStringList> &words)
{
    QString sql;
    for (const QStringList &patterns : words) {
        const QStringList each(patterns.size(), QStringLiteral("m.text LIKE ? ESCAPE '\\'"));
        sql += QStringLiteral("AND (") + each.join(QStringLiteral(" OR ")) + QStringLiteral(") ");
    }
    return sql;
}

QString inIndex(const Wanted &wanted, bool oneRoom)
{
    return Columns +
           QStringLiteral("FROM search CROSS JOIN message m ON m.place = search.rowid WHERE search MATCH ? ") +
           (oneRoom ? QStringLiteral("AND m.room=? ") : QString()) + likes(wanted.like) +
           QStringLiteral("ORDER BY search.rowid DESC LIMIT ?");
}

QString inUnindexed(const Wanted &wanted, bool oneRoom)
{
    return Columns +
           QStringLiteral("FROM (SELECT place FROM unindexed ORDER BY place DESC LIMIT %1) u "
                          "CROSS JOIN message m ON m.place = u.place WHERE 1 ")
               .arg(MaxScanned) +
           (oneRoom ? QStringLiteral("AND m.room=? ") : QString()) + likes(wanted.all) +
           QStringLiteral("ORDER BY m.place DESC LIMIT ?");
}

QString inAll(const Wanted &wanted, bool oneRoom)
{
    return Columns + QStringLiteral("FROM (SELECT * FROM message ") +
           (oneRoom ? QStringLiteral("WHERE room=? ORDER BY seq") : QStringLiteral("ORDER BY place")) +
           QStringLiteral(" DESC LIMIT %1) m WHERE 1 ").arg(MaxScanned) + likes(wanted.all) + QStringLiteral("LIMIT ?");
}

QVariantList valuesFor(const QString &indexed, const QString &room, const std::vector<QStringList> &words, int limit)
{
    QVariantList values;
    if (!indexed.isEmpty())
        values << indexed;
    if (!room.isEmpty())
        values << room;
    for (const QStringList &patterns : words) {
        for (const QString &pattern : patterns)
            values << pattern;
    }
    values << limit;
    return values;
}

} // namespace

// In the order of their places: what comes with a lower one than the row before makes FTS5 write out all that it has.
Status SqliteClientStore::indexNewest(int most)
{
    const QString newest = QStringLiteral("(SELECT place FROM unindexed ORDER BY place DESC LIMIT %1)").arg(most);
    const Status indexed = put(QStringLiteral("INSERT INTO search(rowid, text) SELECT place, text FROM message "
                                              "WHERE place IN %1 ORDER BY place")
                                   .arg(newest),
                               {});
    return indexed.ok() ? put(QStringLiteral("DELETE FROM unindexed WHERE place IN ") + newest, {}) : indexed;
}

// A full disk is no reason to find nothing.
void SqliteClientStore::indexBeforeSearch()
{
    Transaction transaction(m_database);
    if (transaction.begun().ok() && indexNewest(IndexedBefore).ok())
        (void)transaction.commit();
}

Status SqliteClientStore::look(const QString &sql, const QVariantList &values, Found &found)
{
    const auto run = m_database.run(sql, values);
    if (!run.ok())
        return run.error();
    while (run.value()->next())
        found.insert_or_assign(run.value()->value(MessageColumnCount).toLongLong(), readMessage(*run.value()));
    run.value()->finish();
    return success();
}

Result<std::vector<Message>> SqliteClientStore::search(const QStringList &words, const QString &room, int limit)
{
    std::vector<Message> newest;
    if (words.isEmpty() || limit <= 0)
        return newest;
    const Wanted wanted = wantedOf(words);
    const bool oneRoom = !room.isEmpty();
    Found found;
    if (wanted.indexed.isEmpty()) {
        if (const Status all = look(inAll(wanted, oneRoom), valuesFor({}, room, wanted.all, limit), found); !all.ok())
            return all.error();
    } else {
        indexBeforeSearch();
        const Status indexed =
            look(inIndex(wanted, oneRoom), valuesFor(wanted.indexed, room, wanted.like, limit), found);
        if (!indexed.ok())
            return indexed.error();
        const Status rest = look(inUnindexed(wanted, oneRoom), valuesFor({}, room, wanted.all, limit), found);
        if (!rest.ok())
            return rest.error();
    }
    for (auto &[place, message] : found) {
        if (newest.size() < std::size_t(limit))
            newest.push_back(std::move(message));
    }
    return newest;
}

} // namespace banter
