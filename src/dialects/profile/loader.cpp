// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/loader.h"

#include "dialects/profile/fill.h"
#include "dialects/profile/loader_parts.h"
#include "dialects/profile/names.h"
#include "dialects/profile/place.h"

namespace banter::profile {
namespace {

constexpr int Version = 1;

void loadHead(Members &file, Profile &profile)
{
    file.find("$schema");
    file.find("about");
    file.need("profile");
    file.integer("profile", Version, Version, Version);
    profile.name = file.neededText("name", 64);
    profile.title = file.text("title", profile.name);
}

// What each part allows by itself and the whole does not.
void checkWhole(const Located &root, const Profile &profile, Faults &faults)
{
    const auto complain = [&](const char *part, const QString &reason) {
        const Located *at = root.find(QString::fromLatin1(part));
        faults.add(at ? at->line : root.line, QString::fromLatin1(part), reason);
    };
    const bool byEvent = profile.ack.style == AckStyle::Event;
    const bool plain = profile.framing != Framing::SocketIo;
    if (!profile.hears(Meaning::Message) && !profile.hears(Meaning::Notice))
        complain("hear", QStringLiteral("no event means a message or a notice, so that nothing would ever be seen."));
    if (plain && profile.ack.style != AckStyle::None && !byEvent)
        complain("say",
                 QStringLiteral("plain frames have no acks of their own; style \"event\" is the one they can have."));
    if (byEvent != profile.hears(Meaning::Ack))
        complain("hear", QStringLiteral("an ack of style \"event\" and an event that means \"ack\" need each other."));
    if (profile.says(Action::SignIn) != profile.hears(Meaning::SignedIn))
        complain("hear", QStringLiteral("\"sign-in\" and an event that means \"signed-in\" need each other."));
    if ((profile.heartbeat.everyMs > 0) != profile.says(Action::Heartbeat))
        complain("say", QStringLiteral("\"heartbeat\" in \"say\" and the figures of \"heartbeat\" need each other."));
    if (profile.says(Action::History) && !profile.hears(Meaning::History))
        complain("hear", QStringLiteral("a history is asked for, but no event means \"history\"."));
    if (profile.says(Action::Members) && !profile.hears(Meaning::Roster))
        complain("hear", QStringLiteral("members are asked for, but no event means \"roster\"."));
    if (profile.hears(Meaning::MembersChanged) && !profile.says(Action::Members))
        complain("say", QStringLiteral("\"members-changed\" needs \"members\" in \"say\", to ask for them again."));
    if (profile.hears(Meaning::HistoryChanged) && !profile.says(Action::History))
        complain("say", QStringLiteral("\"history-changed\" needs \"history\" in \"say\", to ask for it again."));
    if (!plain && profile.batch.most > 0)
        complain("batch", QStringLiteral("only plain frames can be put into one."));
}

} // namespace

Places loadPlaces(Members &members, const char *name)
{
    Places places;
    for (const QString &text : members.texts(name)) {
        Result<Place> place = readPlace(text);
        if (place.ok())
            places.push_back(std::move(place).value());
        else
            members.faults().add(members.find(name)->line, members.where(name), place.error().message);
    }
    return places;
}

void checkNames(const Located &value, const QString &where, const QStringList &known, Faults &faults)
{
    for (const QString &name : value.kind == Located::Kind::Text ? namesIn(value.text) : QStringList()) {
        if (!known.contains(name)) {
            faults.add(value.line, where,
                       known.isEmpty() ? QStringLiteral("nothing can stand in braces here; {{ is a brace.")
                                       : QStringLiteral("{%1} is not known here; known are: %2.")
                                             .arg(name, known.join(QStringLiteral(", "))));
        }
    }
    for (const Located &entry : value.list)
        checkNames(entry, where, known, faults);
    for (const Located::Member &member : value.members)
        checkNames(member.value, where, known, faults);
}

std::variant<Profile, Fault> loadProfile(const QByteArray &bytes)
{
    std::variant<Located, Fault> located = readLocated(bytes);
    if (auto *fault = std::get_if<Fault>(&located))
        return std::move(*fault);
    const Located &root = std::get<Located>(located);
    Faults faults;
    Members file(root, {}, faults);
    Profile profile;
    loadHead(file, profile);
    loadFraming(file, profile);
    loadCredentials(file, profile);
    loadRooms(file, profile);
    loadSay(file, profile);
    loadHear(file, profile);
    loadFigures(file, profile);
    file.end();
    if (!faults.first())
        checkWhole(root, profile, faults);
    if (faults.first())
        return *faults.first();
    return profile;
}

QString sentenceOf(const Fault &fault)
{
    return QStringLiteral("line %1: %2").arg(fault.line).arg(fault.reason);
}

} // namespace banter::profile
