// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/message_row.h"
#include "store/sqlite_client_store.h"

// Searching what is stored. Whoever types waits for it, and so does what is to be sent meanwhile: every way through
// here is bounded.
namespace banter {
namespace {

/// A trigram index knows nothing shorter (sqlite.org/fts5.html#the_trigram_tokenizer).
constexpr qsizetype IndexedChars = 3;
/// Looked through where the index cannot help.
constexpr int MaxScanned = 200'000;

struct Wanted {
    QString indexed;  ///< an expression for the index; empty when no word is long enough
    QStringList like; ///< two patterns a short word, of which one must match
};

QString patternOf(QString word)
{
    for (const QChar special : {u'\\', u'%', u'_'})
        word.replace(special, QString(u'\\') + special);
    return u'%' + word + u'%';
}

Wanted wantedOf(const QStringList &words)
{
    Wanted wanted;
    for (QString word : words) {
        if (word.toUcs4().size() < IndexedChars) {
            // LIKE knows upper and lower case of ASCII only.
            wanted.like << patternOf(word.toLower()) << patternOf(word.toUpper());
            continue;
        }
        // In quotes nothing of it is an operator.
        wanted.indexed += (wanted.indexed.isEmpty() ? QStringLiteral("\"") : QStringLiteral(" \"")) +
                          word.replace(u'"', QStringLiteral("\"\"")) + u'"';
    }
    return wanted;
}

QString sqlFor(const Wanted &wanted, bool oneRoom)
{
    const QString columns = QStringLiteral("SELECT m.room, m.seq, m.id, m.client_id, m.sender, m.text, m.at ");
    const QString likes = QStringLiteral("AND (m.text LIKE ? ESCAPE '\\' OR m.text LIKE ? ESCAPE '\\') ")
                              .repeated(wanted.like.size() / 2);
    if (!wanted.indexed.isEmpty()) {
        return columns +
               QStringLiteral("FROM search CROSS JOIN message m ON m.place = search.rowid WHERE search MATCH ? ") +
               (oneRoom ? QStringLiteral("AND m.room=? ") : QString()) + likes +
               QStringLiteral("ORDER BY search.rowid DESC LIMIT ?");
    }
    return columns + QStringLiteral("FROM (SELECT * FROM message ") +
           (oneRoom ? QStringLiteral("WHERE room=? ORDER BY seq") : QStringLiteral("ORDER BY place")) +
           QStringLiteral(" DESC LIMIT %1) m WHERE 1 ").arg(MaxScanned) + likes + QStringLiteral("LIMIT ?");
}

} // namespace

Result<std::vector<Message>> SqliteClientStore::search(const QStringList &words, const QString &room, int limit)
{
    std::vector<Message> found;
    if (words.isEmpty() || limit <= 0)
        return found;
    const Wanted wanted = wantedOf(words);
    QVariantList values;
    if (!wanted.indexed.isEmpty())
        values << wanted.indexed;
    if (!room.isEmpty())
        values << room;
    for (const QString &pattern : wanted.like)
        values << pattern;
    values << limit;
    const auto run = m_database.run(sqlFor(wanted, !room.isEmpty()), values);
    if (!run.ok())
        return run.error();
    while (run.value()->next())
        found.push_back(readMessage(*run.value()));
    run.value()->finish();
    return found;
}

} // namespace banter
