// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/marked_server.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace banter::testing {
namespace {

const QString Hall = QStringLiteral("lobby");
constexpr qint64 LatencyMs = 1;
constexpr quint64 Salt = 0x5eed'0f0f'1234'9876;

QString string(const QJsonObject &frame, const char *name)
{
    return frame.value(QLatin1String(name)).toString();
}

} // namespace

MarkedLink::~MarkedLink()
{
    m_all->erase(this);
}

void MarkedLink::open(const LinkRequest &)
{
    m_server.later(this, [this](MarkedLink &link) {
        if (!m_server.up)
            return link.end({LinkEnd::Kind::Refused, 1006, 0, QStringLiteral("refused")});
        isOpen = true;
        Q_EMIT opened({});
    });
}

bool MarkedLink::send(const Frame &frame)
{
    if (!isOpen || isOver)
        return false;
    m_server.later(this, [this, frame](MarkedLink &link) { m_server.heard(link, frame.data); });
    return true;
}

void MarkedLink::ping(const QByteArray &payload)
{
    m_server.later(this, [payload](MarkedLink &link) { Q_EMIT link.ponged(payload); });
}

void MarkedLink::close(int, const QString &)
{
    m_server.later(this, [](MarkedLink &link) { link.end({LinkEnd::Kind::Local, 1000, 0, {}}); });
}

void MarkedLink::abort()
{
    m_server.later(this, [](MarkedLink &link) { link.end({LinkEnd::Kind::Local, 1006, 0, {}}); });
}

void MarkedLink::end(const LinkEnd &how)
{
    isOpen = false;
    if (!std::exchange(isOver, true))
        Q_EMIT ended(how);
}

std::unique_ptr<Link> MarkedServer::make(LinkKind)
{
    auto link = std::make_unique<MarkedLink>(*this, m_links);
    m_links->insert(link.get());
    return link;
}

void MarkedServer::later(MarkedLink *link, std::function<void(MarkedLink &)> call)
{
    m_scheduler.after(LatencyMs, [this, link, call = std::move(call)] {
        if (m_links->count(link) > 0 && !link->isOver)
            call(*link);
    });
}

void MarkedServer::cut()
{
    const std::set<MarkedLink *> links = *m_links;
    for (MarkedLink *link : links)
        link->end({LinkEnd::Kind::Lost, 1006, 0, {}});
}

QByteArray MarkedServer::profile(bool forward)
{
    QByteArray text = R"({
      "profile": 1, "name": "marked", "framing": { "kind": "plain", "event": "op" },
      "rooms": { "in": "payload" },
      "say": {
        "join": { "event": "enter", "args": [{ "hall": "{room}" }] },
        "send": { "event": "say", "args": [{ "hall": "{room}", "body": "{text}", "ref": "{clientId}" }] },
        "history": { "event": "past", "args": [{ "hall": "{room}", "count": "{limit}", "ask": "{request}",
          "before": "{before?}"FORWARD }] }
      },
      "hear": [
        { "event": "entered", "means": "joined", "room": "hall" },
        { "event": "said", "means": "message", "room": "hall", "text": "body", "sender": "by", "id": "id", "at": "when",
          "clientId": "ref", "mark": "mark" },
        { "event": "past", "means": "history", "room": "hall", "each": "list", "text": "body", "sender": "by",
          "id": "id", "at": "when", "mark": "mark", "older": "older", "newer": "newer", "more": "more",
          "request": "ask" }
      ],
      "echo": { "match": ["client-id"] },
      "limits": { "historyPage": 20 }
    })";
    return text.replace("FORWARD", forward ? R"(, "after": "{after?}")" : "");
}

// ---- what it says ----

QString MarkedServer::markOf(std::size_t index)
{
    return QStringLiteral("k/") + QString::number((quint64(index) * 2'654'435'761u) ^ Salt, 36);
}

std::size_t MarkedServer::indexOf(const QString &mark)
{
    for (std::size_t index = 0; index < 100'000; ++index) {
        if (markOf(index) == mark)
            return index;
    }
    return 100'000;
}

QJsonObject MarkedServer::shown(std::size_t index) const
{
    const Said &one = m_log[index];
    const QByteArray id = QCryptographicHash::hash(QByteArray::number(qint64(index)), QCryptographicHash::Sha1).toHex();
    QJsonObject frame{{QStringLiteral("hall"), Hall},     {QStringLiteral("by"), one.by},
                      {QStringLiteral("body"), one.text}, {QStringLiteral("id"), QString::fromLatin1(id.left(12))},
                      {QStringLiteral("when"), one.when}, {QStringLiteral("mark"), markOf(index)}};
    if (!one.ref.isEmpty())
        frame.insert(QStringLiteral("ref"), one.ref);
    return frame;
}

void MarkedServer::say(MarkedLink &link, const QJsonObject &frame)
{
    const QByteArray text = QJsonDocument(frame).toJson(QJsonDocument::Compact);
    later(&link, [text](MarkedLink &to) { Q_EMIT to.received({false, text}); });
}

void MarkedServer::store(const QString &by, const QString &text, const QString &ref)
{
    m_log.push_back({by, text, 1'700'000'000'000 + qint64(m_log.size()) * 1'000, ref});
}

void MarkedServer::post(const QString &text)
{
    store(QStringLiteral("bo"), text, {});
    QJsonObject frame = shown(m_log.size() - 1);
    frame.insert(QStringLiteral("op"), QStringLiteral("said"));
    for (MarkedLink *link : *m_links) {
        if (link->halls.count(Hall) > 0)
            say(*link, frame);
    }
}

void MarkedServer::fill(int count)
{
    for (int i = 0; i < count; ++i)
        store(QStringLiteral("bo"), QString::number(m_log.size() + 1), {});
}

std::vector<QString> MarkedServer::texts() const
{
    std::vector<QString> all;
    for (const Said &one : m_log)
        all.push_back(one.text);
    return all;
}

void MarkedServer::heard(MarkedLink &link, const QByteArray &text)
{
    QJsonObject frame = QJsonDocument::fromJson(text).object();
    const QString op = string(frame, "op");
    if (op == QLatin1String("enter")) {
        link.halls.insert(string(frame, "hall"));
        frame.insert(QStringLiteral("op"), QStringLiteral("entered"));
        say(link, frame);
    } else if (op == QLatin1String("past")) {
        asked.push_back(frame);
        past(link, frame);
    } else if (op == QLatin1String("say")) {
        store(QStringLiteral("ann"), string(frame, "body"), string(frame, "ref"));
        QJsonObject said = shown(m_log.size() - 1);
        said.insert(QStringLiteral("op"), QStringLiteral("said"));
        for (MarkedLink *each : *m_links) {
            if (each->halls.count(Hall) > 0)
                say(*each, said);
        }
    }
}

void MarkedServer::past(MarkedLink &link, const QJsonObject &request)
{
    if (silent && (request.contains(QStringLiteral("before")) || request.contains(QStringLiteral("after"))))
        return;
    const auto most = std::size_t(std::min(pageMost, request.value(QStringLiteral("count")).toInt()));
    std::size_t first = 0;
    std::size_t end = m_log.size();
    const bool newer = request.contains(QStringLiteral("after"));
    if (newer) {
        first = std::min(end, indexOf(string(request, "after")) + 1);
        end = std::min(end, first + most);
    } else {
        if (request.contains(QStringLiteral("before")))
            end = std::min(end, indexOf(string(request, "before")));
        first = end > most ? end - most : 0;
    }
    QJsonArray list;
    for (std::size_t index = first; index < end; ++index)
        list.append(shown(index));
    QJsonObject answer{{QStringLiteral("op"), QStringLiteral("past")},
                       {QStringLiteral("hall"), Hall},
                       {QStringLiteral("list"), list},
                       {QStringLiteral("more"), newer ? end < m_log.size() : first > 0},
                       {QStringLiteral("ask"), request.value(QStringLiteral("ask"))}};
    if (first < end) {
        answer.insert(QStringLiteral("older"), markOf(first));
        answer.insert(QStringLiteral("newer"), markOf(end - 1));
    }
    say(link, answer);
}

} // namespace banter::testing
