// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/socketio/socketio_wire.h"

#include <QJsonDocument>

#include <map>

namespace banter::testing {

/// A wire and the server's side of it, in words.
class Peer {
public:
    std::unique_ptr<wire::Wire> wire = makeSocketIoWire();
    wire::Opening opening{QUrl(QStringLiteral("http://h:1")), {}, {}, {}, {wire::Join{}}};
    MonoMs now = 1'000;
    wire::Step last;

    static QJsonValue json(const char *text)
    {
        return QJsonDocument::fromJson('[' + QByteArray(text) + ']').array().first();
    }

    /// The link is open and the server opens, with the figures of the protocol's suites.
    void
    open(const char *handshake = R"({"sid":"e1","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":1000})")
    {
        wire->opened(opening, now);
        say('0' + QByteArray(handshake));
    }
    /// And lets us into the default namespace.
    void connect(const char *answer = R"(40{"sid":"s1"})")
    {
        open();
        say(answer);
    }
    const wire::Step &say(const QByteArray &text) { return last = wire->received({false, text}, now); }
    const wire::Step &sayBytes(const QByteArray &bytes) { return last = wire->received({true, bytes}, now); }
    const wire::Step &tell(const wire::Command &command) { return last = wire->send({command}, now); }
    const wire::Step &pass(qint64 ms)
    {
        now += ms;
        return last = wire->tick(now);
    }

    /// The frames of the last step: text as it is, bytes after "b:".
    QByteArrayList frames() const
    {
        QByteArrayList list;
        for (const Frame &frame : last.frames)
            list.append(frame.binary ? "b:" + frame.data : frame.data);
        return list;
    }
    /// The only event of the last step, if it is a T.
    template <class T>
    const T *only() const
    {
        return last.events.size() == 1 ? std::get_if<T>(&last.events.front()) : nullptr;
    }
    template <class T>
    int count() const
    {
        int n = 0;
        for (const wire::Event &event : last.events)
            n += std::holds_alternative<T>(event);
        return n;
    }
    bool silent() const { return last.frames.empty() && last.events.empty() && !last.hangUp && !last.lost; }
};

} // namespace banter::testing
