// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "event_json.h"

#include "core/mentions.h"

#include <QJsonArray>

namespace banter::cli {
namespace {

QString stateName(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Pending:
        return QStringLiteral("pending");
    case DeliveryState::Sent:
        return QStringLiteral("sent");
    case DeliveryState::Failed:
        return QStringLiteral("failed");
    case DeliveryState::Unconfirmed:
        return QStringLiteral("unconfirmed");
    }
    return {};
}

QString stateName(ShownOperation::State state)
{
    switch (state) {
    case ShownOperation::State::Pending:
        return QStringLiteral("pending");
    case ShownOperation::State::Done:
        return QStringLiteral("done");
    case ShownOperation::State::Failed:
        return QStringLiteral("failed");
    case ShownOperation::State::Conflict:
        return QStringLiteral("conflict");
    case ShownOperation::State::Dropped:
        return QStringLiteral("dropped");
    }
    return {};
}

QJsonArray reactionsOf(const std::vector<Reaction> &reactions)
{
    QJsonArray all;
    for (const Reaction &reaction : reactions) {
        all.append(QJsonObject{{QStringLiteral("key"), reaction.key},
                               {QStringLiteral("users"), QJsonArray::fromStringList(reaction.users)}});
    }
    return all;
}

QString verbOf(Operation operation)
{
    switch (operation) {
    case Operation::Edit:
        return QStringLiteral("edit");
    case Operation::React:
        return QStringLiteral("react");
    case Operation::Delete:
    case Operation::Send:
        break;
    }
    return QStringLiteral("delete");
}

void addMentions(QJsonObject &event, const Mentions &mentions)
{
    if (!mentions.isEmpty()) {
        event.insert(QStringLiteral("mentions"), QJsonArray::fromStringList(mentionList(mentions)));
    }
}

} // namespace

QJsonObject named(const char *event)
{
    return {{QStringLiteral("event"), QLatin1String(event)}};
}

void add(QJsonObject &object, const char *name, const QString &text)
{
    if (!text.isEmpty()) {
        object.insert(QLatin1String(name), text);
    }
}

void add(QJsonObject &object, const char *name, qint64 number)
{
    if (number != 0) {
        object.insert(QLatin1String(name), number);
    }
}

QJsonObject messageEvent(const ShownMessage &shown, const std::optional<QString> &answeredText,
                         const QStringList &changed)
{
    const Message &message = shown.message;
    QJsonObject event = named("message");
    event.insert(QStringLiteral("room"), message.room);
    event.insert(QStringLiteral("clientId"), message.clientId);
    add(event, "id", message.id);
    add(event, "seq", message.seq);
    event.insert(QStringLiteral("sender"), message.sender);
    event.insert(QStringLiteral("text"), message.text);
    event.insert(QStringLiteral("state"), stateName(shown.state));
    add(event, "failure", shown.failure);
    add(event, "rev", message.rev);
    add(event, "editedAt", message.editedAt);
    add(event, "deletedBy", message.deletedBy);
    if (!message.replyTo.id.isEmpty()) {
        QJsonObject answered{{QStringLiteral("id"), message.replyTo.id}};
        add(answered, "sender", message.replyTo.sender);
        if (answeredText) {
            answered.insert(QStringLiteral("text"), *answeredText);
        }
        event.insert(QStringLiteral("replyTo"), answered);
    }
    addMentions(event, message.mentions);
    if (!message.reactions.empty()) {
        event.insert(QStringLiteral("reactions"), reactionsOf(message.reactions));
    }
    if (!changed.isEmpty()) {
        event.insert(QStringLiteral("changed"), QJsonArray::fromStringList(changed));
    }
    return event;
}

QJsonObject changedEvent(const Amendment &change)
{
    QJsonObject event = named("changed");
    event.insert(QStringLiteral("room"), change.room);
    event.insert(QStringLiteral("id"), change.id);
    event.insert(QStringLiteral("seq"), change.seq);
    event.insert(QStringLiteral("rev"), change.rev);
    if (change.words && change.words->editedAt > 0 && change.deletedBy.isEmpty()) {
        event.insert(QStringLiteral("editedAt"), change.words->editedAt);
        event.insert(QStringLiteral("text"), change.words->text);
        addMentions(event, change.words->mentions);
    }
    add(event, "deletedBy", change.deletedBy);
    if (change.whole && !change.reactions.empty()) {
        event.insert(QStringLiteral("reactions"), reactionsOf(change.reactions));
    } else if (change.reacted && !change.whole) {
        event.insert(QStringLiteral("reacted"),
                     QJsonObject{{QStringLiteral("user"), change.reacted->user},
                                 {QStringLiteral("keys"), QJsonArray::fromStringList(change.reacted->keys)}});
    }
    return event;
}

QJsonObject operationEvent(const ShownOperation &shown)
{
    QJsonObject event = named("operation");
    const bool isEdit = shown.operation == Operation::Edit;
    event.insert(QStringLiteral("do"), verbOf(shown.operation));
    event.insert(QStringLiteral("room"), shown.room);
    event.insert(QStringLiteral("clientId"), shown.clientId);
    add(event, "id", shown.target);
    add(event, "message", shown.targetClientId);
    if (isEdit) {
        event.insert(QStringLiteral("text"), shown.text);
    } else if (shown.operation == Operation::React) {
        event.insert(QStringLiteral("key"), shown.text);
        event.insert(QStringLiteral("on"), shown.on);
    }
    event.insert(QStringLiteral("state"), stateName(shown.state));
    add(event, "failure", shown.failure);
    if (shown.current) {
        QJsonObject current;
        current.insert(QStringLiteral("text"), shown.current->text);
        add(current, "rev", shown.current->rev);
        add(current, "editedAt", shown.current->editedAt);
        add(current, "deletedBy", shown.current->deletedBy);
        event.insert(QStringLiteral("current"), current);
    }
    return event;
}

QJsonObject foundEvent(const Found &found)
{
    QJsonArray messages;
    for (const Message &message : found.messages) {
        QJsonObject one;
        one.insert(QStringLiteral("room"), message.room);
        one.insert(QStringLiteral("seq"), message.seq);
        one.insert(QStringLiteral("sender"), message.sender);
        one.insert(QStringLiteral("text"), message.text);
        one.insert(QStringLiteral("at"), message.at);
        messages.append(one);
    }
    QJsonObject event = named("found");
    add(event, "number", qint64(found.number));
    event.insert(QStringLiteral("messages"), messages);
    event.insert(QStringLiteral("more"), found.more);
    return event;
}

} // namespace banter::cli
