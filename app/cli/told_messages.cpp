// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "told_messages.h"

namespace banter::cli {
namespace {

constexpr std::size_t MaxMessages = 5'000;
constexpr qsizetype MaxChars = 2'000'000;

QString placeKey(const QString &room, Seq seq)
{
    return room + u'\n' + QString::number(seq);
}

QString idKey(const QString &room, const QString &id)
{
    return room + u'\n' + id;
}

} // namespace

ShownMessage *ToldMessages::Last::find(const QString &key)
{
    const auto found = m_messages.find(key);
    return found == m_messages.end() ? nullptr : &*found;
}

const ShownMessage *ToldMessages::Last::find(const QString &key) const
{
    const auto found = m_messages.find(key);
    return found == m_messages.end() ? nullptr : &*found;
}

void ToldMessages::Last::put(const QString &key, const ShownMessage &shown)
{
    if (ShownMessage *known = find(key)) {
        m_chars += shown.message.text.size() - known->message.text.size();
        *known = shown;
    } else {
        m_messages.insert(key, shown);
        m_order.push_back(key);
        m_chars += shown.message.text.size();
    }
    while (m_order.size() > MaxMessages || (m_chars > MaxChars && m_order.size() > 1)) {
        m_chars -= m_messages.take(m_order.front()).message.text.size();
        m_order.pop_front();
    }
}

bool ToldMessages::Last::amend(ShownMessage &one, const Amendment &change)
{
    const qsizetype before = one.message.text.size();
    const bool isChanged = banter::amend(one.message, change);
    m_chars += one.message.text.size() - before;
    return isChanged;
}

void ToldMessages::Last::forget(const QString &room)
{
    std::erase_if(m_order, [&](const QString &key) {
        const ShownMessage *one = find(key);
        if (!one || one->message.room != room) {
            return false;
        }
        m_chars -= one->message.text.size();
        m_messages.remove(key);
        return true;
    });
}

void ToldMessages::take(const Changes &changes)
{
    for (const QString &room : changes.roomsGone) {
        m_told.forget(room);
        m_quoted.forget(room);
    }
    for (const QString &room : changes.historyReset) {
        m_told.forget(room);
        m_quoted.forget(room);
    }
    for (const auto &[key, message] : changes.quoted) {
        m_quoted.put(idKey(key.first, key.second), {message, DeliveryState::Sent, {}, false, false});
    }
    for (const ShownMessage &shown : changes.messages) { // one that changed while it was not held comes as it is
        const QString key = idKey(shown.message.room, shown.message.id);
        const ShownMessage *quoted = m_quoted.find(key);
        if (quoted && quoted->message.rev <= shown.message.rev) {
            m_quoted.put(key, shown);
        }
    }
    for (const Amendment &change : changes.amended) {
        if (ShownMessage *quoted = m_quoted.find(idKey(change.room, change.id))) {
            m_quoted.amend(*quoted, change);
        }
    }
}

void ToldMessages::told(const ShownMessage &shown)
{
    if (shown.message.seq > 0 && shown.state == DeliveryState::Sent) {
        m_told.put(placeKey(shown.message.room, shown.message.seq), shown);
    }
}

std::optional<ToldMessages::Changed> ToldMessages::amend(const Amendment &change)
{
    ShownMessage *known = m_told.find(placeKey(change.room, change.seq));
    if (!known) {
        return std::nullopt;
    }
    const Message before = known->message;
    if (!m_told.amend(*known, change)) {
        return std::nullopt;
    }
    const Message &now = known->message;
    QStringList what;
    if (now.deletedBy != before.deletedBy) { // which takes all else along
        what.append(QStringLiteral("deleted"));
    } else {
        if (now.text != before.text || now.editedAt != before.editedAt || now.mentions != before.mentions) {
            what.append(QStringLiteral("text"));
        }
        if (now.reactions != before.reactions) {
            what.append(QStringLiteral("reactions"));
        }
    }
    return what.isEmpty() ? std::nullopt : std::optional(Changed{*known, what});
}

std::optional<QString> ToldMessages::textOf(const QString &room, const QString &id) const
{
    const ShownMessage *quoted = m_quoted.find(idKey(room, id));
    return quoted && quoted->message.deletedBy.isEmpty() ? std::optional(quoted->message.text) : std::nullopt;
}

} // namespace banter::cli
