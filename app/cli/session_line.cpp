// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session_line.h"

#include "core/mentions.h"
#include "core/text.h"
#include "protocol/limits.h"
#include "json/text_parser.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace banter::cli {
namespace {

namespace limits = protocol::limits;

/// Takes fields out of an object. The first one that is wrong is remembered; from then on nothing counts.
class Fields {
public:
    explicit Fields(QJsonObject object) : m_object(std::move(object)) {}

    const std::optional<Error> &fault() const { return m_fault; }

    QString text(const char *name)
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        if (!value.isString()) {
            refuse(name, "must be a string");
        }
        return value.toString();
    }

    /// Left out, null and empty are the same.
    QString textOrNone(const char *name)
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        return value.isUndefined() || value.isNull() ? QString() : text(name);
    }

    QString room() { return notEmpty("room", text("room")); }
    QString user() { return notEmpty("user", text("user")); }

    /// As PROTOCOL.md has it for ids: 1 to 64 visible ASCII characters.
    QString id(const QString &id)
    {
        const bool visible = std::all_of(id.begin(), id.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
        if (!visible || id.size() > limits::MaxIdChars) {
            refuse("clientId", "must be 1 to 64 visible ASCII characters", ErrorCode::BadText);
        }
        return id;
    }

    bool flag(const char *name, std::optional<bool> otherwise = {})
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        if (value.isUndefined() && otherwise) {
            return *otherwise;
        }
        if (!value.isBool()) {
            refuse(name, "must be true or false");
        }
        return value.toBool();
    }

    /// Names, and "@room" for everybody in the room. Left out, null and an empty list are the same.
    Mentions mentions()
    {
        const QJsonValue value = m_object.value(QLatin1String("mentions"));
        QStringList names;
        const QJsonArray list = value.toArray();
        for (const QJsonValue &each : list) {
            names.append(each.toString());
        }
        const bool isGiven = !value.isUndefined() && !value.isNull();
        if (isGiven && (!value.isArray() || names.contains(QString()))) {
            refuse("mentions", "must be a list of names");
        }
        Mentions read = mentionsFrom(names);
        if (read.users.size() > limits::MaxMentions) {
            refuse("mentions", "must have at most 50 names", ErrorCode::TooLarge);
        }
        return read;
    }

    qint64 integer(const char *name, qint64 low, qint64 high, std::optional<qint64> otherwise = {})
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        if (value.isUndefined() && otherwise) {
            return *otherwise;
        }
        // Compared as a double first: what is no integer, or too big for one, has no meaning as one.
        const double number = value.toDouble(-1);
        const bool fits =
            value.isDouble() && number == std::floor(number) && number >= double(low) && number <= double(high);
        if (!fits) {
            refuse(name, "must be a whole number in its range");
            return low;
        }
        return value.toInteger();
    }

    double coordinate(const char *name)
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        const double number = value.toDouble(-1);
        if (!value.isDouble() || !(number >= 0 && number <= 1)) {
            refuse(name, "must be a number from 0 to 1");
        }
        return number;
    }

    PresenceStatus status()
    {
        static const std::pair<QLatin1String, PresenceStatus> Names[] = {
            {QLatin1String("online"), PresenceStatus::Online},
            {QLatin1String("away"), PresenceStatus::Away},
            {QLatin1String("busy"), PresenceStatus::Busy},
            {QLatin1String("offline"), PresenceStatus::Offline},
        };
        const QString wanted = text("status");
        for (const auto &[name, status] : Names) {
            if (wanted == name) {
                return status;
            }
        }
        refuse("status", "must be online, away, busy or offline");
        return PresenceStatus::Online;
    }

    /// One of the two at least; what is left out stays as it is.
    tell::SetPresence presence()
    {
        tell::SetPresence wanted;
        const QJsonValue words = m_object.value(QLatin1String("text"));
        const bool saysText = !words.isUndefined() && !words.isNull();
        if (saysText) {
            wanted.text = text("text");
        }
        if (!saysText || m_object.contains(QLatin1String("status"))) {
            wanted.status = status();
        }
        return wanted;
    }

    QString notEmpty(const char *name, const QString &value)
    {
        if (value.isEmpty()) {
            refuse(name, "must not be empty");
        }
        return value;
    }

    void refuse(const char *name, const char *why, ErrorCode code = ErrorCode::BadRequest)
    {
        if (!m_fault) {
            m_fault = Error{code, QStringLiteral("\"%1\" %2.").arg(QLatin1String(name), QLatin1String(why))};
        }
    }

private:
    QJsonObject m_object;
    std::optional<Error> m_fault;
};

using Wanted = std::optional<tell::Command>;

/// 2^53 - 1: every whole number up to here is exact in JSON (RFC 8259, section 6).
constexpr qint64 MaxSeq = (qint64(1) << 53) - 1;
constexpr int DefaultPage = 50;

Wanted send(Fields &fields)
{
    return tell::Send{fields.room(), withLineFeeds(fields.text("text")), fields.id(fields.textOrNone("clientId")),
                      fields.textOrNone("replyTo"), fields.mentions()};
}

Wanted search(Fields &fields)
{
    const QString room = fields.textOrNone("room");
    const QString typed = fields.notEmpty("text", fields.text("text"));
    const qint64 number = fields.integer("number", 0, MaxSeq, 0);
    return tell::Search{quint64(number), typed, room, int(fields.integer("limit", 1, limits::MaxPage, DefaultPage))};
}

Wanted history(Fields &fields)
{
    const QString room = fields.room();
    const Seq before = fields.integer("before", 1, MaxSeq, 0);
    return tell::LoadOlder{room, before, int(fields.integer("limit", 1, limits::MaxPage, DefaultPage))};
}

QString clientId(Fields &fields)
{
    return fields.id(fields.notEmpty("clientId", fields.text("clientId")));
}

/// Which message: by the id that the server gave it, or by its client id.
QString message(Fields &fields)
{
    const QString id = fields.textOrNone("id");
    return id.isEmpty() ? clientId(fields) : id;
}

CursorPoint point(Fields &fields)
{
    return {fields.coordinate("x"), fields.coordinate("y")};
}

struct Doing {
    QLatin1String name;
    Wanted (*read)(Fields &);
};

const Doing Doings[] = {
    {QLatin1String("join"), [](Fields &f) { return Wanted(tell::JoinRoom{f.room()}); }},
    {QLatin1String("leave"),
     [](Fields &f) {
         using Words = tell::LeaveRoom::Words;
         const bool discard = f.flag("discard", false);
         const bool sendFirst = f.flag("sendFirst", false);
         if (discard && sendFirst) {
             f.refuse("discard", "and \"sendFirst\" cannot both be true");
         }
         return Wanted(tell::LeaveRoom{f.room(), discard     ? Words::Discard
                                                 : sendFirst ? Words::SendFirst
                                                             : Words::Keep});
     }},
    {QLatin1String("accept"),
     [](Fields &f) {
         return Wanted(tell::AnswerInvitation{f.room(), true});
     }},
    {QLatin1String("decline"),
     [](Fields &f) {
         return Wanted(tell::AnswerInvitation{f.room(), false});
     }},
    {QLatin1String("send"), send},
    {QLatin1String("typing"),
     [](Fields &f) {
         return Wanted(tell::Typing{f.room(), f.flag("active")});
     }},
    {QLatin1String("cursor"),
     [](Fields &f) {
         return Wanted(tell::MoveCursor{f.room(), point(f)});
     }},
    {QLatin1String("cursor-leave"), [](Fields &f) { return Wanted(tell::LeaveCursor{f.room()}); }},
    {QLatin1String("presence"), [](Fields &f) { return Wanted(f.presence()); }},
    {QLatin1String("history"), history},
    {QLatin1String("connect"), [](Fields &) { return Wanted(tell::Connect{}); }},
    {QLatin1String("disconnect"), [](Fields &) { return Wanted(tell::Disconnect{}); }},
    {QLatin1String("quit"), [](Fields &) { return Wanted(); }},
    {QLatin1String("create"),
     [](Fields &f) {
         return Wanted(tell::CreateRoom{f.room(), f.flag("private", false)});
     }},
    {QLatin1String("invite"),
     [](Fields &f) {
         return Wanted(tell::Invite{f.room(), f.user()});
     }},
    {QLatin1String("read"),
     [](Fields &f) {
         return Wanted(tell::MarkRead{f.room(), f.integer("seq", 1, MaxSeq)});
     }},
    {QLatin1String("retry"), [](Fields &f) { return Wanted(tell::Retry{clientId(f)}); }},
    {QLatin1String("discard"), [](Fields &f) { return Wanted(tell::Discard{clientId(f)}); }},
    {QLatin1String("restore"), [](Fields &f) { return Wanted(tell::Restore{clientId(f)}); }},
    {QLatin1String("diagnose"), [](Fields &) { return Wanted(tell::FollowRecording{true}); }},
    {QLatin1String("edit"),
     [](Fields &f) {
         const QString id = message(f);
         const qint64 rev = f.integer("rev", 0, MaxSeq, -1);
         return Wanted(tell::EditMessage{f.textOrNone("room"),
                                         id,
                                         withLineFeeds(f.text("text")),
                                         {},
                                         rev < 0 ? std::nullopt : std::optional(rev),
                                         f.mentions()});
     }},
    {QLatin1String("delete"),
     [](Fields &f) {
         const QString id = message(f);
         return Wanted(tell::DeleteMessage{f.textOrNone("room"), id});
     }},
    {QLatin1String("react"),
     [](Fields &f) {
         const QString id = message(f);
         const QString key = f.notEmpty("key", f.text("key"));
         return Wanted(tell::React{f.textOrNone("room"), id, key, f.flag("on", true)});
     }},
    {QLatin1String("search"), search},
    {QLatin1String("password"),
     [](Fields &f) {
         return Wanted(tell::ChangePassword{f.text("password"), f.text("newPassword"), f.flag("signOutOthers", false)});
     }},
    {QLatin1String("devices"), [](Fields &) { return Wanted(tell::ListDevices{}); }},
    {QLatin1String("sign-out"), [](Fields &f) { return Wanted(tell::DropDevices{f.textOrNone("device")}); }},
    {QLatin1String("invite-code"), [](Fields &) { return Wanted(tell::MakeInviteCode{}); }},
};

} // namespace

Result<SessionLine> readSessionLine(const QByteArray &line)
{
    if (!QUtf8StringView(line).isValidUtf8()) {
        return Error{ErrorCode::BadText, QStringLiteral("the line is not valid UTF-8.")};
    }
    // Qt's own reader takes a byte order mark away from the beginning of every text.
    thread_local json::TextParser parser;
    simdjson::dom::element root;
    const simdjson::error_code failed = parser.parse(line, root);
    if (failed || !root.is_object()) {
        const QString why =
            failed ? QString::fromUtf8(simdjson::error_message(failed)) : QStringLiteral("not an object");
        return Error{ErrorCode::BadFrame, QStringLiteral("the line is not a JSON object: %1").arg(why)};
    }
    Fields fields(json::toQt(root).toObject());
    const QString wanted = fields.text("do");
    for (const Doing &doing : Doings) {
        if (wanted == doing.name) {
            SessionLine result{doing.read(fields), wanted == QLatin1String("quit")};
            return fields.fault() ? Result<SessionLine>(*fields.fault()) : Result<SessionLine>(std::move(result));
        }
    }
    return Error{ErrorCode::BadRequest, fields.fault() ? fields.fault()->message
                                                       : QStringLiteral("there is no command of that name in \"do\".")};
}

} // namespace banter::cli
