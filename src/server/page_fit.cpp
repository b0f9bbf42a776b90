// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/page_fit.h"

namespace banter {
namespace {

// The names of a map's fields, its numbers, its short words and its punctuation, at their longest, rounded up.
constexpr qint64 MessageFieldBytes = 150;
constexpr qint64 ChangedFieldBytes = 90;  // more of a message that changed
constexpr qint64 ReplyFieldBytes = 80;    // of one that answers another
constexpr qint64 MentionFieldBytes = 40;  // of one that means somebody
constexpr qint64 ReactionFieldBytes = 40; // of each reaction
constexpr qint64 MemberFieldBytes = 120;
constexpr qint64 NamePunctuation = 3;

// As UTF-8 in JSON, which escapes quotes, backslashes, line feeds and tabs with one byte each; a text has no other
// character that it would escape. Half a surrogate pair is two bytes of four.
qint64 textBytes(const QString &text)
{
    qint64 bytes = 0;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        const bool escaped = unit == u'"' || unit == u'\\' || unit == u'\n' || unit == u'\t';
        bytes += unit < 0x80 ? 1 + qint64(escaped) : unit < 0x800 || c.isSurrogate() ? 2 : 3;
    }
    return bytes;
}

template <class Names>
qint64 bytesOf(const Names &names)
{
    qint64 bytes = 0;
    for (const QString &name : names)
        bytes += NamePunctuation + textBytes(name);
    return bytes;
}

} // namespace

qint64 wireBytes(const Message &message)
{
    qint64 bytes = MessageFieldBytes + textBytes(message.text) + textBytes(message.sender) + message.id.size() +
                   message.clientId.size() * 2;
    if (message.rev > 0)
        bytes += ChangedFieldBytes + textBytes(message.deletedBy);
    const RepliedMessage &replied = message.replyTo;
    if (!replied.id.isEmpty())
        bytes += ReplyFieldBytes + replied.id.size() * 2 + textBytes(replied.sender);
    if (!message.mentions.isEmpty())
        bytes += MentionFieldBytes + bytesOf(message.mentions.users);
    for (const Reaction &reaction : message.reactions)
        bytes += ReactionFieldBytes + textBytes(reaction.key) + bytesOf(reaction.users);
    return bytes;
}

void fitPage(std::vector<Message> &messages, qint64 maxBytes, bool keepNewest)
{
    qint64 bytes = 0;
    std::size_t fits = 0;
    while (fits < messages.size()) {
        bytes += wireBytes(keepNewest ? messages[messages.size() - 1 - fits] : messages[fits]);
        if (bytes > maxBytes && fits > 0)
            break;
        ++fits;
    }
    if (keepNewest)
        messages.erase(messages.begin(), messages.end() - std::ptrdiff_t(fits));
    else
        messages.resize(fits);
}

qint64 wireBytes(const std::vector<Message> &messages)
{
    qint64 bytes = 0;
    for (const Message &message : messages)
        bytes += wireBytes(message);
    return bytes;
}

qint64 wireBytes(const std::vector<Member> &members)
{
    qint64 bytes = 0;
    for (const Member &member : members)
        bytes += MemberFieldBytes + textBytes(member.presence.user) + textBytes(member.presence.text);
    return bytes;
}

qint64 wireBytes(const std::vector<QString> &names)
{
    return bytesOf(names);
}

} // namespace banter
