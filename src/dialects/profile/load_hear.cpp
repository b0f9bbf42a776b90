// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/loader_parts.h"
#include "dialects/profile/names.h"
#include "dialects/profile/place.h"

// What the server's events mean.
namespace banter::profile {
namespace {

void loadLike(Members &members, Rule &rule)
{
    const Located *value = members.find("like");
    if (!value)
        return;
    Members like(*value, members.where("like"), members.faults());
    Result<Pattern> pattern = readPattern(like.neededText("pattern"));
    if (!pattern.ok())
        members.faults().add(value->line, members.where("like"), pattern.error().message);
    else
        rule.like = std::move(pattern).value();
    const Places in = loadPlaces(like, "in");
    if (rule.like)
        rule.like->in = in.empty() ? Places{Place{}} : in;
    like.end();
}

void loadWhen(Members &members, Rule &rule)
{
    const Located *value = members.find("when");
    if (!value)
        return;
    if (value->kind != Located::Kind::Object)
        members.faults().add(value->line, members.where("when"), QStringLiteral("an object of places is needed here."));
    for (const Located::Member &member : value->members) {
        const Result<Place> place = readPlace(member.name);
        const bool scalar = member.value.kind != Located::Kind::List && member.value.kind != Located::Kind::Object;
        if (!place.ok())
            members.faults().add(member.line, members.where("when"), place.error().message);
        else if (!scalar)
            members.faults().add(member.line, members.where("when"),
                                 QStringLiteral("a text, a number, true, false or null is needed here."));
        else
            rule.when.emplace_back(Places{place.value()}, member.value.toJson());
    }
}

void checkCatches(Members &members, const Rule &rule)
{
    for (const Places &places : rule.fields) {
        for (const Place &place : places) {
            if (place.kind != Place::Kind::Caught)
                continue;
            const bool known = rule.like && std::find(rule.like->names.begin(), rule.like->names.end(), place.word) !=
                                                rule.like->names.end();
            if (!known)
                members.faults().add(members.line(), members.where("like"),
                                     QStringLiteral("\"@%1\" is caught by no pattern here.").arg(place.word));
        }
    }
}

Rule loadRule(const Located &value, const QString &where, const Profile &profile, Faults &faults)
{
    Members members(value, where, faults);
    Rule rule;
    rule.event = members.text("event", {});
    if (profile.framing == Framing::SocketIo)
        rule.space = members.text("namespace", {});
    QStringList words;
    for (const MeaningWord &word : meaningWords())
        words.append(QString::fromLatin1(word.word));
    members.need("means");
    const MeaningWord &word = meaningWords()[std::size_t(members.word("means", words, 0))];
    rule.meaning = word.meaning;
    for (const auto &[field, required] : word.fields) {
        if (required)
            members.need(nameOf(field));
        rule.fields[std::size_t(field)] = loadPlaces(members, nameOf(field));
    }
    rule.goOn = members.flag("goOn", false);
    loadWhen(members, rule);
    loadLike(members, rule);
    checkCatches(members, rule);
    members.end();
    return rule;
}

// A rule that another one before it leaves nothing to is a mistake that nobody would ever see.
void checkReach(const Rule &rule, int line, const QString &where, const Profile &profile, Faults &faults)
{
    for (const Rule &before : profile.hear) {
        const bool takesAll = before.when.empty() && !before.like && !before.goOn;
        if (takesAll && before.event == rule.event && (before.space.isEmpty() || before.space == rule.space)) {
            const QString sentence = QStringLiteral("another rule before it takes every \"%1\"; with \"goOn\": true in "
                                                    "that one, both count.");
            faults.add(line, where, sentence.arg(rule.event));
        }
    }
}

} // namespace

void loadHear(Members &file, Profile &profile)
{
    const Located *value = file.need("hear");
    if (!value)
        return;
    if (value->kind != Located::Kind::List)
        file.faults().add(value->line, file.where("hear"), QStringLiteral("a list is needed here."));
    for (std::size_t i = 0; i < value->list.size(); ++i) {
        const QString where = QStringLiteral("hear[%1]").arg(i);
        Rule rule = loadRule(value->list[i], where, profile, file.faults());
        checkReach(rule, value->list[i].line, where, profile, file.faults());
        profile.hear.push_back(std::move(rule));
    }
}

} // namespace banter::profile
