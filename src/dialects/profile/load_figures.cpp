// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/loader_parts.h"
#include "dialects/profile/names.h"

// Echo, errors, statuses and the server's figures.
namespace banter::profile {
namespace {

constexpr int DayMs = 86'400'000;

void loadEcho(Members &file, Profile &profile)
{
    const Located *value = file.find("echo");
    if (!value)
        return;
    Members echo(*value, file.where("echo"), file.faults());
    profile.echo.comes = echo.flag("comes", true);
    for (const QString &word : echo.texts("match")) {
        if (word == QLatin1String("client-id"))
            profile.echo.byClientId = true;
        else if (word == QLatin1String("sender-and-text"))
            profile.echo.bySenderAndText = true;
        else if (word == QLatin1String("text"))
            profile.echo.byText = true;
        else
            file.faults().add(
                value->line, echo.where("match"),
                QStringLiteral("\"%1\" is not known; known are: client-id, sender-and-text, text.").arg(word));
    }
    echo.end();
}

void loadErrors(Members &file, Profile &profile)
{
    const Located *value = file.find("errors");
    if (!value)
        return;
    if (value->kind != Located::Kind::List)
        file.faults().add(value->line, file.where("errors"), QStringLiteral("a list is needed here."));
    QStringList words;
    for (const char *word : errorWords())
        words.append(QString::fromLatin1(word));
    for (const Located &entry : value->list) {
        Members error(entry, file.where("errors"), file.faults());
        ErrorWord one;
        one.contains = error.neededText("contains");
        error.need("code");
        one.code = errorCodeFromName(words.value(error.word("code", words, 0)));
        error.end();
        profile.errors.push_back(std::move(one));
    }
}

void loadStatuses(Members &file, Profile &profile)
{
    const Located *value = file.find("statuses");
    if (!value)
        return;
    const QStringList words{QStringLiteral("online"), QStringLiteral("away"), QStringLiteral("busy"),
                            QStringLiteral("offline")};
    if (value->kind != Located::Kind::Object)
        file.faults().add(value->line, file.where("statuses"), QStringLiteral("an object is needed here."));
    for (const Located::Member &member : value->members) {
        const qsizetype index = words.indexOf(member.value.text);
        if (index < 0)
            file.faults().add(member.line, file.where("statuses"),
                              QStringLiteral("known are: %1.").arg(words.join(QStringLiteral(", "))));
        else
            profile.statuses.insert(member.name.toLower(), PresenceStatus(int(PresenceStatus::Online) + int(index)));
    }
}

void loadLimits(Members &file, Profile &profile)
{
    const Located *value = file.find("limits");
    if (!value)
        return;
    Members members(*value, file.where("limits"), file.faults());
    Limits &limits = profile.limits;
    limits.textChars = members.integer("textChars", limits.textChars, 1, 1'000'000);
    limits.textBytes = members.integer("textBytes", limits.textChars > 0 ? 3 * limits.textChars : limits.textBytes, 1,
                                       1'000'000); // at most three bytes of UTF-8 for a UTF-16 unit
    limits.perSecond = members.number("perSecond", limits.perSecond, 0.001, 10'000);
    limits.burst = members.integer("burst", limits.burst, 1, 10'000);
    limits.receiptMs = members.integer("receiptMs", limits.receiptMs, 100, DayMs);
    limits.typingEveryMs = members.integer("typingEveryMs", limits.typingEveryMs, 50, DayMs);
    limits.typingShownMs = members.integer("typingShownMs", limits.typingShownMs, 100, DayMs);
    limits.cursorEveryMs = members.integer("cursorEveryMs", limits.cursorEveryMs, 1, DayMs);
    limits.historyMs = members.integer("historyMs", limits.historyMs, 1, DayMs);
    limits.historyPage = members.integer("historyPage", limits.historyPage, 2, 1'000);
    limits.cursorWidth = members.number("cursorWidth", limits.cursorWidth, 0.001, 1e9);
    limits.cursorHeight = members.number("cursorHeight", limits.cursorHeight, 0.001, 1e9);
    members.end();
}

void loadHeartbeat(Members &file, Profile &profile)
{
    const Located *value = file.find("heartbeat");
    if (!value)
        return;
    Members members(*value, file.where("heartbeat"), file.faults());
    members.need("everyMs");
    profile.heartbeat.everyMs = members.integer("everyMs", 25'000, 100, DayMs);
    profile.heartbeat.withinMs = members.integer("withinMs", 0, 100, DayMs);
    members.end();
}

void loadBatch(Members &file, Profile &profile)
{
    const Located *value = file.find("batch");
    if (!value)
        return;
    Members members(*value, file.where("batch"), file.faults());
    profile.batch.most = members.integer("most", 10, 2, 1'000);
    profile.batch.withinMs = members.integer("withinMs", profile.batch.withinMs, 1, 1'000);
    profile.batch.event = members.text("event", {});
    profile.batch.member = members.text("member", {});
    if (profile.batch.event.isEmpty() != profile.batch.member.isEmpty())
        file.faults().add(
            value->line, file.where("batch"),
            QStringLiteral("\"event\" and \"member\" need each other; without both the frame is the list."));
    members.end();
}

} // namespace

void loadFigures(Members &file, Profile &profile)
{
    loadEcho(file, profile);
    loadErrors(file, profile);
    loadStatuses(file, profile);
    loadLimits(file, profile);
    loadHeartbeat(file, profile);
    loadBatch(file, profile);
    const QStringList orders{QStringLiteral("oldest-first"), QStringLiteral("newest-first")};
    profile.newestFirst = file.word("historyOrder", orders, 0) == 1;
    profile.seenAreMembers = file.flag("seenAreMembers", false);
    profile.unknownSender = file.text("unknownSender", profile.unknownSender, 64);
}

} // namespace banter::profile
