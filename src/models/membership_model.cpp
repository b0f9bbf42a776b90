// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/membership_model.h"

#include "core/received_text.h"
#include "models/text_rules.h"

namespace banter {

MembershipModel::MembershipModel(CommandSink &sink, const RoomsModel &rooms, const FeaturesModel &features,
                                 QObject *parent)
    : QObject(parent), m_sink(sink), m_rooms(rooms), m_features(features)
{}

void MembershipModel::setOnline(bool online)
{
    m_online = online;
    // What is kept until there is a connection again needs no dialog to wait for it.
    if (!online && m_joining && m_roomRequest.succeed(m_wanted)) {
        Q_EMIT noticed(tr("You will join %1 when you're back online.").arg(m_wanted));
    }
    if (!online && m_leaveRequest.succeed(m_unwanted)) {
        Q_EMIT noticed(tr("You will leave %1 when you're back online.").arg(m_unwanted));
    }
}

QString MembershipModel::takeEntered()
{
    const ShownRoom *wanted = m_rooms.find(m_wanted);
    return wanted && wanted->room.joined ? std::exchange(m_wanted, {}) : QString();
}

void MembershipModel::giveUp(const QString &room)
{
    if (room == m_wanted) {
        m_wanted.clear();
    }
}

void MembershipModel::retranslate()
{
    m_roomRequest.retranslate();
    m_inviteRequest.retranslate();
    m_leaveRequest.retranslate();
}

// Another server's names are what it says; ours have one form (NFC), which not every keyboard gives.
QString MembershipModel::nameOf(const QString &typed) const
{
    const QString line = cleanLine(typed);
    return m_features.ownNames() ? TextRules::asName(line) : line.trimmed();
}

void MembershipModel::create(const QString &name, bool isPrivate)
{
    m_wanted = nameOf(name);
    m_joining = false;
    m_roomRequest.begin(m_wanted);
    m_sink.tell(tell::CreateRoom{m_wanted, isPrivate});
}

void MembershipModel::join(const QString &name)
{
    const QString room = nameOf(name);
    m_roomRequest.begin(room);
    const ShownRoom *known = m_rooms.find(room);
    if (known && known->room.joined) {
        Q_EMIT entered(room);
        m_roomRequest.succeed(room);
        return;
    }
    m_wanted = room;
    m_joining = true;
    m_sink.tell(tell::JoinRoom{room});
    if (!m_online) {
        Q_EMIT noticed(tr("You will join %1 when you're back online.").arg(room));
        m_roomRequest.succeed(room);
    }
}

void MembershipModel::leave(const QString &room)
{
    tellLeave(room, tell::LeaveRoom::Words::Keep);
}

void MembershipModel::leaveAfterSending(const QString &room)
{
    tellLeave(room, tell::LeaveRoom::Words::SendFirst);
}

void MembershipModel::leaveDiscarding(const QString &room)
{
    tellLeave(room, tell::LeaveRoom::Words::Discard);
}

void MembershipModel::tellLeave(const QString &room, tell::LeaveRoom::Words words)
{
    Q_EMIT leaving(room);
    if (words == tell::LeaveRoom::Words::Discard) {
        Q_EMIT discarding(room);
    }
    m_unwanted = room;
    m_leaveRequest.begin(room);
    m_sink.tell(tell::LeaveRoom{room, words});
    if (!m_online) {
        Q_EMIT noticed(tr("You will leave %1 when you're back online.").arg(room));
    }
    if (!m_online || words == tell::LeaveRoom::Words::SendFirst) {
        m_leaveRequest.succeed(room);
    }
}

void MembershipModel::invite(const QString &room, const QString &user)
{
    if (!room.isEmpty()) {
        m_inviteRequest.begin(room);
        m_sink.tell(tell::Invite{room, nameOf(user)});
    }
}

void MembershipModel::answerInvitation(const QString &room, bool accept)
{
    if (accept) {
        m_wanted = room;
        m_joining = false;
    }
    m_sink.tell(tell::AnswerInvitation{room, accept});
}

} // namespace banter
