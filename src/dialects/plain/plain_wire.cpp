// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/plain/plain_wire.h"

#include "core/utf8.h"
#include "json/text_parser.h"

#include <QJsonDocument>
#include <QUrlQuery>
#include <QUtf8StringView>

namespace banter {
namespace {

using wire::Step;

/// Of what is said; far below what a server takes at once.
constexpr qsizetype MaxFrameBytes = 1 << 20;
/// Of what is heard: a larger one closes the link with 1009 (LinkRequest::maxFrameBytes). More than what is said, so
/// that a text which is too long is cut and shown.
constexpr qsizetype MaxHeardBytes = 4 << 20;
constexpr std::size_t MaxEventsInOne = 10'000;
constexpr qsizetype MaxNameChars = 256;
/// One frame that cannot be understood does not put the next ones out of step, but a run of them does not heal.
constexpr int MaxFaultsInARow = 100;

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

class PlainWire final : public wire::Wire {
public:
    explicit PlainWire(const PlainOptions &options)
        : m_member(options.eventMember), m_memberUtf8(options.eventMember.toStdString())
    {}

    LinkRequest linkRequest(const wire::Opening &opening) const override
    {
        LinkRequest request;
        request.url = opening.server;
        const QString scheme = request.url.scheme();
        if (scheme == QLatin1String("http"))
            request.url.setScheme(QStringLiteral("ws"));
        else if (scheme == QLatin1String("https"))
            request.url.setScheme(QStringLiteral("wss"));
        request.url.setUserInfo({});      // it would be sent in the open
        request.url.setFragment({});      // RFC 6455, section 3: there is none
        if (request.url.path().isEmpty()) // "GET ?token=" is no request
            request.url.setPath(QStringLiteral("/"));
        if (!opening.query.isEmpty()) {
            QUrlQuery query(request.url);
            for (const auto &[key, value] : opening.query)
                query.addQueryItem(encoded(key), encoded(value));
            request.url.setQuery(query);
        }
        request.headers = opening.headers;
        request.subprotocols = opening.subprotocols;
        request.maxFrameBytes = MaxHeardBytes;
        return request;
    }

    Step opened(const wire::Opening &, MonoMs) override
    {
        m_open = true;
        m_faults = 0;
        Step out;
        out.events.emplace_back(wire::Connected{});
        return out;
    }

    Step received(const Frame &frame, MonoMs) override
    {
        Step out;
        if (!m_open)
            return out;
        if (frame.binary)
            drop(QStringLiteral("The server sent bytes where only text is understood."), out);
        else
            hear(frame.data, out);
        return out;
    }

    Step send(const std::vector<wire::Command> &commands, MonoMs) override
    {
        Step out;
        for (const wire::Command &command : commands) {
            const auto *call = std::get_if<wire::Call>(&command);
            if (!call)
                continue; // the one namespace is always open, and nothing asks for an answer
            if (std::optional<Error> fault = say(*call, out))
                out.events.emplace_back(wire::Failed{call->id, std::move(*fault)});
        }
        return out;
    }

private:
    void drop(const QString &sentence, Step &out)
    {
        out.events.emplace_back(wire::Malformed{sentence});
        if (++m_faults > MaxFaultsInARow) {
            m_open = false;
            out.hangUp = sentence;
        }
    }

    void hear(const QByteArray &given, Step &out)
    {
        QByteArray text = given;
        simdjson::error_code failed = m_parser.parse(text, m_root);
        if (failed && !QUtf8StringView(text).isValidUtf8()) {
            text = textFromUtf8(text).toUtf8();
            failed = m_parser.parse(text, m_root);
        }
        if (failed) {
            const QString why = QString::fromUtf8(simdjson::error_message(failed));
            return drop(QStringLiteral("The server sent no JSON: %1").arg(why), out);
        }
        // What is heard refers to them until the next frame.
        simdjson::dom::array list;
        if (m_root.get(list) != simdjson::SUCCESS)
            return hear(m_root, m_parser.mendedText().isEmpty() ? text : m_parser.mendedText(), out);
        m_heard.clear();
        for (const simdjson::dom::element event : list)
            m_heard.push_back(event);
        if (m_heard.empty() || m_heard.size() > MaxEventsInOne)
            return drop(QStringLiteral("The server sent a list of events that is empty or endless."), out);
        for (const simdjson::dom::element &event : m_heard) { // a server that takes several in one frame may send so
            if (m_open)
                hear(event, QByteArray::fromStdString(simdjson::minify(event)), out);
        }
    }

    void hear(const simdjson::dom::element &event, const QByteArray &text, Step &out)
    {
        simdjson::dom::object fields;
        if (event.get(fields) != simdjson::SUCCESS)
            return drop(QStringLiteral("The server sent JSON that is no object."), out);
        wire::Arrived arrived;
        simdjson::dom::element name;
        if (fields.at_key(m_memberUtf8).get(name) == simdjson::SUCCESS) {
            if (!name.is_string())
                return drop(QStringLiteral("The server sent an event whose name is no text."), out);
            if (const std::string_view utf8 = name.get_string().value_unsafe(); utf8 != m_lastNameUtf8) {
                m_lastName = json::textOf(name);
                m_lastNameUtf8 = utf8;
            }
            arrived.name = m_lastName;
        }
        if (arrived.name.size() > MaxNameChars)
            return drop(QStringLiteral("The server sent an event with an endless name."), out);
        m_faults = 0;
        arrived.args.text = text;
        arrived.args.alone = true;
        arrived.args.tree = &event;
        out.events.emplace_back(std::move(arrived));
    }

    std::optional<Error> say(const wire::Call &call, Step &out) const
    {
        if (!m_open)
            return Error{ErrorCode::NotConnected, QStringLiteral("The link is not open."), 0};
        if (call.wantsAnswer)
            return Error{ErrorCode::NotSupported, QStringLiteral("Plain frames have no acknowledgements."), 0};
        const bool fits = call.args.json.isEmpty() || (call.args.json.size() == 1 && call.args.json.first().isObject());
        if (!fits || !call.args.bytes.empty())
            return Error{ErrorCode::BadRequest, QStringLiteral("A plain frame is one object."), 0};
        QJsonObject fields = call.args.json.first().toObject();
        if (!call.name.isEmpty())
            fields.insert(m_member, call.name);
        QByteArray text = QJsonDocument(fields).toJson(QJsonDocument::Compact);
        if (text.size() > MaxFrameBytes)
            return Error{ErrorCode::TooLarge, QStringLiteral("That is more than a server takes at once."), 0};
        out.frames.push_back({false, std::move(text)});
        return std::nullopt;
    }

    QString m_member;
    std::string m_memberUtf8;
    json::TextParser m_parser;
    simdjson::dom::element m_root;
    std::vector<simdjson::dom::element> m_heard; // the events of a list
    std::string m_lastNameUtf8;                  // nearly every frame has the same name as the one before
    QString m_lastName;
    bool m_open = false;
    int m_faults = 0; // in a row
};

} // namespace

std::unique_ptr<wire::Wire> makePlainWire(const PlainOptions &options)
{
    return std::make_unique<PlainWire>(options);
}

} // namespace banter
