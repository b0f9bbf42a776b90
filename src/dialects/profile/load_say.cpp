// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/fill.h"
#include "dialects/profile/loader_parts.h"
#include "dialects/profile/names.h"

// What this program says, and how a message is acknowledged.
namespace banter::profile {
namespace {

QStringList valuesOf(const ActionWord &word)
{
    QStringList names;
    for (const char *name : word.values)
        names.append(QString::fromLatin1(name));
    return names;
}

/// As the official Socket.IO parser has them.
bool isReserved(const QString &name)
{
    static const QStringList Names{QStringLiteral("connect"),     QStringLiteral("connect_error"),
                                   QStringLiteral("disconnect"),  QStringLiteral("disconnecting"),
                                   QStringLiteral("newListener"), QStringLiteral("removeListener")};
    return Names.contains(name);
}

void loadAck(Members &saying, Profile &profile)
{
    const Located *value = saying.find("ack");
    profile.storesOnce = saying.flag("storesOnce", false);
    if (!value)
        return;
    QStringList words;
    for (const auto &[word, style] : ackWords())
        words.append(QString::fromLatin1(word));
    Members ack(*value, saying.where("ack"), saying.faults());
    ack.need("style");
    profile.ack.style = ackWords()[std::size_t(ack.word("style", words, 0))].second;
    const AckStyle style = profile.ack.style;
    if (style == AckStyle::Success) {
        profile.ack.ok = loadPlaces(ack, "ok");
        if (profile.ack.ok.empty())
            saying.faults().add(value->line, saying.where("ack"), QStringLiteral("\"ok\" is missing."));
    }
    if (style == AckStyle::Success || style == AckStyle::ErrorOrNothing || style == AckStyle::ErrorFirst)
        profile.ack.error = loadPlaces(ack, "error");
    if (style != AckStyle::None && style != AckStyle::Event) {
        profile.ack.id = loadPlaces(ack, "id");
        profile.ack.at = loadPlaces(ack, "at");
    }
    ack.end();
}

Saying loadSaying(const Located &value, const QString &where, const ActionWord &word, Profile &profile, Faults &faults)
{
    Members members(value, where, faults);
    Saying saying;
    saying.event = members.text("event", {});
    if (profile.framing == Framing::SocketIo) {
        saying.space = members.text("namespace", {});
        if (saying.event.isEmpty() || isReserved(saying.event))
            faults.add(value.line, where,
                       QStringLiteral("an event needs a name that Socket.IO does not keep for itself."));
    }
    if (const Located *args = members.find("args")) {
        checkNames(*args, where, valuesOf(word), faults);
        if (args->kind == Located::Kind::List)
            saying.args = args->toJson().toArray();
        else
            faults.add(args->line, where, QStringLiteral("\"args\" is a list: of one object, one value, or several."));
        const bool object = saying.args.isEmpty() || (saying.args.size() == 1 && saying.args.first().isObject());
        if (profile.framing == Framing::Plain && !object)
            faults.add(args->line, where, QStringLiteral("a plain frame has at most one argument, an object."));
    }
    if (word.action == Action::Send)
        loadAck(members, profile);
    members.end();
    return saying;
}

// A history is paged where the marks of its ends are said.
void notePaging(Profile &profile)
{
    for (const Saying &saying : profile.say[Action::History]) {
        const QStringList names = namesIn(saying.args);
        profile.pagesBack = profile.pagesBack || names.contains(QStringLiteral("before"));
        profile.pagesForward = profile.pagesForward || names.contains(QStringLiteral("after"));
    }
}

} // namespace

void loadSay(Members &file, Profile &profile)
{
    const Located *value = file.find("say");
    if (!value)
        return;
    Members say(*value, file.where("say"), file.faults());
    for (const ActionWord &word : actionWords()) {
        const Located *action = say.find(word.word);
        if (!action)
            continue;
        const QString where = say.where(word.word);
        const std::vector<Located> one{*action};
        const std::vector<Located> &list = action->kind == Located::Kind::List ? action->list : one;
        if (list.empty() || (word.action == Action::Send && list.size() > 1))
            file.faults().add(action->line, where,
                              QStringLiteral("a message is one event, anything else one or more."));
        for (const Located &saying : list)
            profile.say[word.action].push_back(loadSaying(saying, where, word, profile, file.faults()));
        if (word.action == Action::History)
            notePaging(profile);
    }
    say.end();
}

} // namespace banter::profile
