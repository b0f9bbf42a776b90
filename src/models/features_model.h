// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/capabilities.h"

#include <QObject>
#include <qqmlregistration.h>

namespace banter {

/// What the server can do; the views show these features and no others. All false until the server said so.
class FeaturesModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// There are rooms to talk in; otherwise nothing but notices comes. True until the server said so.
    Q_PROPERTY(bool rooms READ rooms NOTIFY changed)
    Q_PROPERTY(bool roomList READ roomList NOTIFY changed)
    Q_PROPERTY(bool createRooms READ createRooms NOTIFY changed)
    /// A room is entered by its name, known to the server or not.
    Q_PROPERTY(bool joinByName READ joinByName NOTIFY changed)
    Q_PROPERTY(bool privateRooms READ privateRooms NOTIFY changed)
    Q_PROPERTY(bool history READ history NOTIFY changed)
    Q_PROPERTY(bool presence READ presence NOTIFY changed)
    /// One's own presence can be set.
    Q_PROPERTY(bool ownStatus READ ownStatus NOTIFY changed)
    Q_PROPERTY(bool statusText READ statusText NOTIFY changed)
    Q_PROPERTY(bool typing READ typing NOTIFY changed)
    Q_PROPERTY(bool cursors READ cursors NOTIFY changed)
    /// The password can be changed, and devices are listed and signed out.
    Q_PROPERTY(bool devices READ devices NOTIFY changed)
    /// New people need a code, and this person can make one.
    Q_PROPERTY(bool inviteCodes READ inviteCodes NOTIFY changed)
    /// One's own messages can be changed, and deleted, after they were sent.
    Q_PROPERTY(bool editSent READ editSent NOTIFY changed)
    Q_PROPERTY(bool deleteSent READ deleteSent NOTIFY changed)
    /// Reactions can be put under messages, and a message can say which one it answers.
    Q_PROPERTY(bool reactions READ reactions NOTIFY changed)
    Q_PROPERTY(bool replies READ replies NOTIFY changed)
    /// A message can mean people by name, and all of the room.
    Q_PROPERTY(bool mentions READ mentions NOTIFY changed)
    /// Names are as TextRules has them; other servers have rules of their own.
    Q_PROPERTY(bool ownNames READ ownNames NOTIFY changed)
    /// Longest text of one message in UTF-16 units; 0: only its bytes count.
    Q_PROPERTY(int maxTextChars READ maxTextChars NOTIFY changed)
    /// Longest text of one message, bytes of UTF-8.
    Q_PROPERTY(int maxTextBytes READ maxTextBytes NOTIFY changed)
public:
    using QObject::QObject;

    void apply(const Capabilities &capabilities);

    bool rooms() const { return m_now.rooms; }
    bool roomList() const { return m_now.roomList; }
    bool createRooms() const { return m_now.createRooms; }
    bool joinByName() const
    {
        return m_known && m_now.rooms && (m_now.createRooms || !m_now.roomList || m_now.unlistedRooms);
    }
    bool privateRooms() const { return m_now.privateRooms; }
    bool history() const { return m_now.history; }
    bool presence() const { return m_now.presence; }
    bool ownStatus() const { return m_now.presence && m_now.ownStatus; }
    bool statusText() const { return ownStatus() && m_now.statusText; }
    bool typing() const { return m_now.typing; }
    bool cursors() const { return m_now.cursors; }
    bool devices() const { return m_now.devices; }
    bool inviteCodes() const { return m_now.inviteCodes; }
    bool editSent() const { return m_now.edits; }
    bool deleteSent() const { return m_now.deletes; }
    bool reactions() const { return m_now.reactions; }
    bool replies() const { return m_now.replies; }
    bool mentions() const { return m_now.mentions; }
    bool ownNames() const { return m_known && m_now.ownNames; }
    int maxTextChars() const { return m_now.maxTextChars; }
    int maxTextBytes() const { return m_now.maxTextBytes; }

Q_SIGNALS:
    void changed();

private:
    Capabilities m_now;
    bool m_known = false;
};

} // namespace banter
