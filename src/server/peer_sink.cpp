// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/peer_sink.h"

namespace banter {
namespace {

using namespace protocol;

// A line feed is in no name, so that the parts cannot run into each other.
QByteArray subject(char kind, const QString &room, const QString &user = {})
{
    return kind + room.toUtf8() + '\n' + user.toUtf8();
}

struct SubjectOf {
    QByteArray operator()(const CursorEvent &e) const { return subject('c', e.room, e.user); }
    QByteArray operator()(const CursorGone &e) const { return subject('c', e.room, e.user); }
    QByteArray operator()(const TypingEvent &e) const { return subject('t', e.room, e.user); }
    QByteArray operator()(const PresenceEvent &e) const { return subject('p', e.presence.user); }
    QByteArray operator()(const OwnPresenceEvent &) const { return QByteArrayLiteral("o"); }
    QByteArray operator()(const Activity &e) const { return subject('a', e.room); }
    QByteArray operator()(const auto &) const { return {}; }
};

} // namespace

SharedItem::SharedItem(ServerItem item) : m_item(std::move(item))
{
    if (m_item.re != 0)
        return;
    m_subject = std::visit(SubjectOf{}, m_item.body);
    m_ephemeral = std::holds_alternative<CursorEvent>(m_item.body) || std::holds_alternative<TypingEvent>(m_item.body);
}

const QByteArray &SharedItem::bytes(Encoding encoding) const
{
    QByteArray &bytes = m_bytes[std::size_t(encoding)];
    if (bytes.isEmpty())
        bytes = encode(encoding, m_item);
    return bytes;
}

} // namespace banter
