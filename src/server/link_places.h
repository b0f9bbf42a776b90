// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/link_limits.h"
#include "server/unauthenticated_links.h"

#include <unordered_map>

namespace banter {

/// How many links a server has room for.
struct LinkBounds {
    std::size_t people = link_limits::MaxLinks;    ///< that are signed in
    std::size_t unknown = link_limits::MaxUnknown; ///< that are not, and take no place of those
    /// As many as so many open files carry; never none.
    static LinkBounds within(int files);
};

/// Who has a place among the links of a server, and who gets one. Who is not signed in takes no place of who is, and
/// goes for the next one of its kind. Of the places for people the last are for those whom the server knows, and few of
/// them for each address, so that no crowd of accounts takes them all. Pure; one thread.
class LinkPlaces final {
public:
    explicit LinkPlaces(LinkBounds bounds = {});

    using Stage = UnauthenticatedLinks::Stage;
    /// See UnauthenticatedLinks.
    std::optional<quint64> enter(quint64 id, const QString &address) { return m_unknown.enter(id, address); }
    void note(quint64 id, Stage stage) { m_unknown.note(id, stage); }

    enum class Answer {
        Yes,
        NotFromThere,  ///< that address or network has as many as it may
        KeptForOthers, ///< the last places are for others
        Full,
    };
    /// Whether somebody may sign in from there. `known`: with a token, or where the person has been before.
    Answer maySignIn(const QString &address, bool known) const;
    void signedIn(quint64 id, const QString &address);
    /// The link ended, signed in or not.
    void leave(quint64 id);

    std::size_t people() const { return m_people.size(); }

private:
    std::size_t count(const QString &place) const;

    LinkBounds m_bounds;
    UnauthenticatedLinks m_unknown;
    std::unordered_map<quint64, QString> m_people; ///< their addresses
    /// How many are signed in, by address, and by network where that is another.
    std::unordered_map<QString, std::size_t> m_there;
};

} // namespace banter
