// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/features_model.h"
#include "models/timeline_model.h"

#include <map>

namespace banter {

/// The message that the person is about to answer, one a room, until they send something there, drop it, or the program
/// ends. GUI thread.
class ReplyModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// There is one in the room that is shown.
    Q_PROPERTY(bool active READ active NOTIFY changed)
    Q_PROPERTY(QString sender READ sender NOTIFY changed)
    /// 0 to 359, of the sender's colour.
    Q_PROPERTY(int hue READ hue NOTIFY changed)
    /// Plain, in one line. Empty of a deleted one.
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(bool deleted READ deleted NOTIFY changed)
public:
    /// `features` outlives it.
    explicit ReplyModel(const FeaturesModel &features, QObject *parent = nullptr)
        : QObject(parent), m_features(features)
    {}

    /// Another room is shown, or (empty, null) none. `timeline` is there until the next call.
    void show(const QString &room, const TimelineModel *timeline);
    /// The person is no longer in that room.
    void forget(const QString &room);
    /// What became of messages.
    void apply(const Changes &changes);
    /// A message of that client id is sent in that room: gives the id of the one that it answers, empty for none, and
    /// the room has none any more.
    QString take(const QString &room, const QString &clientId);
    /// That message was not taken in: it is to be answered again, unless another one is by now.
    void giveBack(const QString &clientId);

    bool active() const { return current() != nullptr; }
    QString sender() const;
    int hue() const;
    QString text() const;
    bool deleted() const;

    /// A message of the room that is shown, by its id of the server's. Nothing happens where the server has no replies,
    /// and where the message is not shown or is deleted.
    Q_INVOKABLE void answer(const QString &messageId);
    Q_INVOKABLE void drop();

Q_SIGNALS:
    void changed();
    /// The person has chosen one, and goes on to write.
    void begun();

private:
    const Message *current() const;

    const FeaturesModel &m_features;
    QString m_room;
    const TimelineModel *m_timeline = nullptr;
    std::map<QString, Message> m_replies; ///< by room
    std::map<QString, Message> m_sent;    ///< by the client id of the answer, until that is seen in a batch
};

} // namespace banter
