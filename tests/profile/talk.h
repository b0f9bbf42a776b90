// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/dialect.h"
#include "dialects/profile/loader.h"
#include "dialects/profile/profile_dialect.h"
#include "dialects/wire/wire.h"

#include <QJsonObject>

namespace banter::testing {

inline QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// A dialect made of a profile, and the server's side of it in words. Virtual time.
class Talk {
public:
    /// A built-in profile by its name.
    explicit Talk(const char *name, const char *url = "ws://h:1");
    /// A profile by its text, of either framing.
    static Talk of(const QByteArray &profile, const char *url = "ws://h:1");

    Credentials credentials{Credentials::Method::Token, s("ann"), s("token-ann")};
    QUrl url;
    std::unique_ptr<Dialect> dialect;
    MonoMs now = 1'000;
    DialectOutput last;

    /// A new link; over Socket.IO the server opens and lets us into the first namespace too.
    const DialectOutput &open();
    /// One text frame of the server's.
    const DialectOutput &say(const QByteArray &text);
    /// The same as a Socket.IO event in the namespace of the rooms.
    const DialectOutput &emits(const QByteArray &list) { return say("42" + list); }
    const DialectOutput &ask(const ask::Request &request);
    const DialectOutput &pass(qint64 ms);
    heard::Ticket ticket = 0; ///< of the last ask()

    /// Joins and subscribes; answers what a server that confirms would.
    void enter(const char *room, const QByteArray &confirmation = {}, Seq since = 0);

    QByteArrayList frames() const;
    /// The events of that kind of the last step.
    template <class T>
    std::vector<T> all() const
    {
        std::vector<T> found;
        for (const heard::Event &event : last.events) {
            if (const auto *one = std::get_if<T>(&event))
                found.push_back(*one);
        }
        return found;
    }
    template <class T>
    int count() const
    {
        return int(all<T>().size());
    }
    template <class T>
    T only() const
    {
        const std::vector<T> found = all<T>();
        return found.size() == 1 ? found.front() : T{};
    }

private:
    explicit Talk(const profile::Profile &profile, const char *address);
    bool m_socketIo = false;
};

/// A profile with a member changed: `change` is put over it, member by member; null takes one away.
QByteArray changed(const QByteArray &profile, const QJsonObject &change);

} // namespace banter::testing
