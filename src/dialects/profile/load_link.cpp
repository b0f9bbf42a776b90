// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/loader_parts.h"

// Where to go and with what: framing, credentials, rooms.
namespace banter::profile {
namespace {

const QStringList &framingWords()
{
    static const QStringList Words{QStringLiteral("plain"), QStringLiteral("socket.io")};
    return Words;
}

bool isToken(const QString &text)
{
    // RFC 9110, section 5.6.2: what a header's name and a subprotocol may be made of.
    static const QString Others = QStringLiteral("!#$%&'*+-.^_`|~");
    for (const QChar c : text) {
        const bool word = c.unicode() < 128 && c.isLetterOrNumber();
        if (!word && !Others.contains(c))
            return false;
    }
    return !text.isEmpty();
}

QStringList spaces(Members &framing, const char *name, const QStringList &otherwise)
{
    const Located *value = framing.find(name);
    if (!value)
        return otherwise;
    const QStringList list = framing.texts(name);
    for (const QString &space : list) {
        if (!space.startsWith(QLatin1Char('/')) || space.size() > 256)
            framing.faults().add(value->line, framing.where(name),
                                 QStringLiteral("a namespace begins with \"/\" and has at most 256 characters."));
    }
    if (list.isEmpty())
        framing.faults().add(value->line, framing.where(name), QStringLiteral("it may not be empty."));
    return list;
}

void loadCredential(const Located &value, const QString &where, Profile &profile, Faults &faults)
{
    static const QStringList Words{QStringLiteral("query"), QStringLiteral("header"), QStringLiteral("subprotocol"),
                                   QStringLiteral("auth")};
    Members credential(value, where, faults);
    CredentialPlace place;
    credential.need("in");
    place.in = Secret(credential.word("in", Words, 0));
    if (place.in == Secret::Query || place.in == Secret::Header)
        place.name = credential.neededText("name");
    if (place.in == Secret::Header && !isToken(place.name))
        faults.add(value.line, where, QStringLiteral("\"%1\" cannot be a header's name.").arg(place.name));
    const Located *pattern = credential.need("value");
    credential.end();
    if (!pattern)
        return;
    const Located::Kind wanted = place.in == Secret::Auth ? Located::Kind::Object : Located::Kind::Text;
    if (pattern->kind != wanted)
        faults.add(pattern->line, where,
                   QStringLiteral("\"value\" is an object for \"auth\" and a text for the others."));
    checkNames(*pattern, where, {QStringLiteral("user"), QStringLiteral("secret")}, faults);
    const bool socketIo = profile.framing == Framing::SocketIo;
    if ((place.in == Secret::Auth && !socketIo) || (place.in == Secret::Subprotocol && socketIo))
        faults.add(value.line, where,
                   QStringLiteral("this framing has no place for \"%1\".").arg(Words[int(place.in)]));
    place.value = pattern->toJson();
    profile.credentials.push_back(std::move(place));
}

void loadRoom(const Located &value, const QString &where, Profile &profile, Faults &faults)
{
    static const QStringList Words{QStringLiteral("payload"), QStringLiteral("path"), QStringLiteral("single")};
    Members members(value, where, faults);
    RoomScheme scheme;
    members.need("in");
    scheme.kind = RoomScheme::Kind(members.word("in", Words, 0));
    if (scheme.kind == RoomScheme::Kind::Path) {
        const QString path = members.neededText("path");
        const qsizetype gap = path.indexOf(QLatin1String("{room}"));
        scheme.gap = gap >= 0;
        scheme.before = scheme.gap ? path.left(gap) : path;
        scheme.after = scheme.gap ? path.mid(gap + 6) : QString();
        if (!path.startsWith(QLatin1Char('/')) || scheme.after.contains(QLatin1Char('{')))
            faults.add(value.line, where, QStringLiteral("a path begins with \"/\" and has at most one {room}."));
    }
    if (scheme.kind == RoomScheme::Kind::Single || (scheme.kind == RoomScheme::Kind::Path && !scheme.gap))
        scheme.name = members.neededText("name");
    members.end();
    profile.rooms.push_back(std::move(scheme));
}

} // namespace

void loadFraming(Members &file, Profile &profile)
{
    const Located *value = file.need("framing");
    if (!value)
        return;
    Members framing(*value, file.where("framing"), file.faults());
    framing.need("kind");
    profile.framing = Framing(framing.word("kind", framingWords(), 0));
    if (profile.framing == Framing::Plain) {
        profile.eventMember = framing.text("event", profile.eventMember);
        if (profile.eventMember.isEmpty())
            file.faults().add(value->line, framing.where("event"), QStringLiteral("it may not be empty."));
        profile.subprotocols = framing.texts("subprotocols");
        for (const QString &subprotocol : profile.subprotocols) {
            if (!isToken(subprotocol))
                file.faults().add(value->line, framing.where("subprotocols"),
                                  QStringLiteral("\"%1\" cannot be a subprotocol.").arg(subprotocol));
        }
    } else if (profile.framing == Framing::SocketIo) {
        profile.spaces = spaces(framing, "namespaces", profile.spaces);
        profile.otherSpaces = spaces(framing, "alsoEnter", {});
        profile.path = framing.text("path", {});
        profile.pollingOnly = framing.flag("pollingOnly", false);
        if (!profile.path.isEmpty() && !profile.path.startsWith(QLatin1Char('/')))
            file.faults().add(value->line, framing.where("path"), QStringLiteral("a path begins with \"/\"."));
    }
    framing.end();
}

void loadCredentials(Members &file, Profile &profile)
{
    const Located *value = file.find("credentials");
    const QStringList words{QStringLiteral("as-signed-in"), QStringLiteral("from-echo")};
    profile.nameIsId = file.word("ownName", words, 0) == 0;
    if (!value)
        return;
    if (value->kind != Located::Kind::List)
        file.faults().add(value->line, file.where("credentials"), QStringLiteral("a list is needed here."));
    for (std::size_t i = 0; i < value->list.size(); ++i)
        loadCredential(value->list[i], QStringLiteral("credentials[%1]").arg(i), profile, file.faults());
}

void loadRooms(Members &file, Profile &profile)
{
    const Located *value = file.need("rooms");
    if (!value)
        return;
    const std::vector<Located> one{*value};
    const std::vector<Located> &list = value->kind == Located::Kind::List ? value->list : one;
    for (std::size_t i = 0; i < list.size(); ++i)
        loadRoom(list[i], QStringLiteral("rooms[%1]").arg(i), profile, file.faults());
    if (profile.rooms.empty())
        file.faults().add(value->line, file.where("rooms"), QStringLiteral("it may not be empty."));
}

} // namespace banter::profile
