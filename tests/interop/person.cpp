// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/person.h"

#include "dialects/registry/registry.h"

#include <algorithm>

namespace banter::testing {

Person::Person(const Wish &wish)
{
    auto dialect = makeDialect(wish.dialect, wish.profile);
    auto store = openClientStore(wish.storeFile);
    if (!dialect || !store) {
        m_fault = !dialect ? dialect.error().message : store.error().message;
        return;
    }
    const SessionConfig config{wish.server, {Credentials::Method::Token, wish.user, wish.secret}};
    m_session = std::make_unique<Session>(config, ConnectionParts{m_links, m_clock, m_random, m_scheduler, nullptr},
                                          std::move(dialect).value(), std::move(store).value());
    QObject::connect(m_session.get(), &Session::changed, m_session.get(),
                     [this] { view.apply(m_session->takeChanges()); });
}

Person::~Person() = default;

void Person::enter(const QString &room)
{
    tell(tell::Connect{});
    tell(tell::JoinRoom{room});
    tell(tell::OpenRoom{room});
}

void Person::send(const QString &room, const QString &text, const QString &clientId)
{
    tell(tell::Send{room, text, clientId});
}

int Person::count(const QString &room, const QString &text, DeliveryState state) const
{
    const std::vector<ShownMessage> all = view.messages(room);
    return int(std::count_if(all.begin(), all.end(),
                             [&](const ShownMessage &one) { return one.message.text == text && one.state == state; }));
}

bool Person::sees(const QString &room, const QString &user) const
{
    const auto roster = view.roster.find(room);
    return roster != view.roster.end() && roster->second.contains(user);
}

bool Person::seesTyping(const QString &room, const QString &user) const
{
    const auto typing = view.typing.find(room);
    return typing != view.typing.end() &&
           std::find(typing->second.begin(), typing->second.end(), user) != typing->second.end();
}

} // namespace banter::testing
