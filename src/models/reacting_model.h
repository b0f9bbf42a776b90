// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/current_room_model.h"
#include "models/features_model.h"

namespace banter {

/// Puts the person's reactions under messages of the current room, and takes them away. GUI thread.
class ReactingModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// The keys that most people want, the likeliest first: six.
    Q_PROPERTY(QStringList usual READ usual CONSTANT)
public:
    /// What it works on outlives it.
    struct Parts {
        CommandSink &sink;
        CurrentRoomModel &room;
        const FeaturesModel &features;
    };
    explicit ReactingModel(Parts parts, QObject *parent = nullptr) : QObject(parent), m_parts(parts) {}

    QStringList usual() const;
    /// The person's `key` (see Reaction) under the message with that id of the server's is there, or is not, when it
    /// was not, or was; one that was refused is tried again. failed() says where that cannot be. Nothing happens where
    /// the server has no reactions, for what is none, or where the message is not shown or is deleted.
    Q_INVOKABLE void toggle(const QString &messageId, const QString &key);

Q_SIGNALS:
    /// A translated sentence on what could not be done in `room`.
    void failed(const QString &text, const QString &room);

private:
    Parts m_parts;
};

} // namespace banter
