// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/capability_names.h"
#include "tests/server/world.h"
#include "tests/support/recording.h"
#include "tests/support/test_program.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <set>

namespace tst_recorded {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

namespace {

using Who = RecordedLine::Who;

/// The items of a frame, one by one.
QList<QJsonObject> itemsOf(const Frame &frame)
{
    QJsonValue root;
    if (frame.binary) {
        root = QCborValue::fromCbor(frame.data).toJsonValue();
    } else {
        const QJsonDocument document = QJsonDocument::fromJson(frame.data);
        root = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    }
    QList<QJsonObject> items;
    if (root.isObject())
        items.push_back(root.toObject());
    for (const QJsonValue &item : root.toArray())
        items.push_back(item.toObject());
    return items;
}

/// Drawn by a server or a client, or told by a clock.
bool isDrawn(const QString &field)
{
    static const std::set<QString> Fields{text("key"),      text("signature"), text("token"),    text("epoch"),
                                          text("time"),     text("at"),        text("id"),       text("clientId"),
                                          text("since"),    text("device"),    text("lastUsed"), text("lastSeen"),
                                          text("statusAt"), text("textAt"),    text("server")};
    return Fields.contains(field);
}

/// Where what is said now is not what was said then; empty where a client of then finds all that it knows. There may be
/// more, which it ignores.
QString difference(const QJsonValue &then, const QJsonValue &now, const QString &path)
{
    if (then.type() != now.type())
        return path;
    if (then.isObject()) {
        const QJsonObject fields = then.toObject();
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            const QJsonValue other = now[field.key()];
            const bool same = isDrawn(field.key()) && !field.value().isArray();
            const QString inner = same ? (other.type() == field.value().type() ? QString() : path + u'.' + field.key())
                                       : difference(field.value(), other, path + u'.' + field.key());
            if (!inner.isEmpty())
                return inner;
        }
        return {};
    }
    if (then.isArray()) {
        const QJsonArray was = then.toArray();
        const QJsonArray is = now.toArray();
        if (path.endsWith(text(".capabilities"))) { // new ones may be named, and none may go
            return std::all_of(was.begin(), was.end(), [&](const QJsonValue &one) { return is.contains(one); })
                       ? QString()
                       : path;
        }
        if (was.size() != is.size())
            return path;
        for (qsizetype i = 0; i < was.size(); ++i) {
            const QString inner = difference(was[i], is[i], path + QStringLiteral("[%1]").arg(i));
            if (!inner.isEmpty())
                return inner;
        }
        return {};
    }
    return then == now ? QString() : path;
}

/// The recorded links, said again to a server of today.
struct Play {
    World world{{20, 100}};
    PeerId ann = 0;
    PeerId bob = 0;
    QString token; ///< that ann was given last

    void feed(PeerId peer, const Frame &frame)
    {
        Decoder decoder;
        auto decoded = decoder.client(frame.binary ? Encoding::Cbor : Encoding::Json, frame.data);
        QVERIFY(decoded);
        QVERIFY2(decoded.value().bad.empty() && decoded.value().unknown == 0, frame.data.constData());
        for (ClientItem &item : decoded.value().items) {
            auto *hello = std::get_if<Hello>(&item.body);
            if (hello && hello->auth.method == Auth::Method::Token)
                hello->auth.secret = token;
            auto *subscribe = std::get_if<Subscribe>(&item.body);
            if (subscribe && !subscribe->epoch.isEmpty())
                subscribe->epoch = world.store.epoch(); // another name for the same history
            world.hub->received(peer, item);
            world.hasher.work();
            world.scheduler.settle();
        }
        world.run(400);
    }

    /// Of what is on ann's link now.
    QList<QJsonObject> heard()
    {
        QList<QJsonObject> items;
        for (const ServerItem &item : world.itemsOf(ann)) {
            if (const auto *welcome = std::get_if<Welcome>(&item.body); welcome && !welcome->token.isEmpty())
                token = welcome->token;
            items.push_back(QJsonDocument::fromJson(encode(Encoding::Json, item)).object());
        }
        return items;
    }

    // What the recording has for what bob has changed meanwhile.
    static QJsonObject asItIsNow(QJsonObject item)
    {
        QByteArray json = QJsonDocument(item).toJson(QJsonDocument::Compact);
        json.replace("\"text\":\"cup 5\"", "\"text\":\"cup five\"");
        json.replace("\"text\":\"cup 6\"", "\"text\":\"\"");
        return QJsonDocument::fromJson(json).object();
    }

    void play(const std::vector<RecordedLine> &link, bool changes)
    {
        ann = 0;
        QList<QJsonObject> then;
        for (const RecordedLine &line : link) {
            switch (line.who) {
            case Who::Subprotocol:
                break;
            case Who::Client:
                if (ann == 0)
                    ann = world.open();
                if (changes && line.frame.data.contains("\"type\":\"history\"")) {
                    change();
                    heard();
                    then = {};
                    world.sink.sent[ann].clear();
                }
                feed(ann, line.frame);
                break;
            case Who::SomebodyElse:
                if (bob == 0)
                    bob = world.registered(text("bob"));
                feed(bob, line.frame);
                break;
            case Who::Server:
                then += itemsOf(line.frame);
                break;
            case Who::End:
                compare(then, changes);
                world.gone(ann);
                break;
            }
        }
    }

    void compare(const QList<QJsonObject> &then, bool changes)
    {
        QList<QJsonObject> now = heard();
        for (const QJsonObject &recorded : then) {
            if (recorded[text("type")] == text("closing"))
                continue; // the sockets' word
            const QJsonObject wanted = changes ? asItIsNow(recorded) : recorded;
            QString nearest = text("no such item");
            const auto found = std::find_if(now.begin(), now.end(), [&](const QJsonObject &one) {
                const bool sameKind =
                    one[text("type")] == wanted[text("type")] && one[text("re")] == wanted[text("re")];
                const QString where = sameKind ? difference(wanted, one, QString()) : QString();
                if (sameKind && !where.isEmpty())
                    nearest = where;
                return sameKind && where.isEmpty();
            });
            const QByteArray said = QJsonDocument(wanted).toJson(QJsonDocument::Compact).left(300);
            QVERIFY2(found != now.end(), qPrintable(nearest + u' ' + QString::fromUtf8(said)));
            now.erase(found);
        }
        // And nothing else: no kind of event that it does not know, and none too many.
        for (const QJsonObject &one : now) {
            if (one[text("type")] != text("activity")) // merged as the time has it
                QFAIL(QJsonDocument(one).toJson(QJsonDocument::Compact).constData());
        }
    }

    // Somebody with a client of today changes two messages that ann has not fetched yet.
    void change()
    {
        world.capabilities = capability::all();
        const PeerId phone = world.signedIn(text("bob"));
        const HistoryPage page = as<HistoryResult>(world.ask(phone, FetchHistory{text("tea"), 7, 0, 2})).page;
        QCOMPARE(page.messages.size(), 2u);
        const EditMessage edit{text("tea"), text("e1"), page.messages[0].id, page.epoch, 0, text("cup five")};
        QVERIFY(is<Ack>(world.ask(phone, edit)));
        QVERIFY(is<Ack>(world.ask(phone, DeleteMessage{text("tea"), text("d1"), page.messages[1].id})));
        QVERIFY(is<Ack>(world.ask(phone, ReactToMessage{text("tea"), text("r1"), page.messages[0].id, text("+1")})));
        QCOMPARE(world.events<MessageChanged>(ann).size(), 0u);
        QCOMPARE(world.events<Reacted>(ann).size(), 0u);
        world.gone(phone);
        world.run(400);
        world.capabilities = {};
    }
};

} // namespace

// A client of the version before says again what it said then; the server of today gives it what it was given.
class tst_Recorded final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aClientOfTheVersionBeforeIsServed_data()
    {
        QTest::addColumn<bool>("changes");
        QTest::newRow("as it was") << false;
        QTest::newRow("while others change messages") << true;
    }
    void aClientOfTheVersionBeforeIsServed()
    {
        QFETCH(bool, changes);
        const auto links = recordedLinks(QStringLiteral(BANTER_RECORDINGS_DIR), text("0.1"));
        QCOMPARE(links.size(), std::size_t(4));
        Play play;
        for (const auto &link : links) {
            play.play(link, changes);
            if (QTest::currentTestFailed())
                return;
        }
        const auto rev = play.world.database.database().value(text("SELECT last_rev FROM room WHERE id='tea'"));
        QCOMPARE(rev.value().toInt(), changes ? 3 : 0);
    }
};

TEST_WITH_CORE_APPLICATION(tst_Recorded)

} // namespace tst_recorded

#include "tst_recorded.moc"
