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
    Q_PROPERTY(bool roomList READ roomList NOTIFY changed)
    Q_PROPERTY(bool createRooms READ createRooms NOTIFY changed)
    Q_PROPERTY(bool privateRooms READ privateRooms NOTIFY changed)
    Q_PROPERTY(bool history READ history NOTIFY changed)
    Q_PROPERTY(bool presence READ presence NOTIFY changed)
    Q_PROPERTY(bool statusText READ statusText NOTIFY changed)
    Q_PROPERTY(bool typing READ typing NOTIFY changed)
    Q_PROPERTY(bool cursors READ cursors NOTIFY changed)
    /// Longest text of one message, bytes of UTF-8.
    Q_PROPERTY(int maxTextBytes READ maxTextBytes NOTIFY changed)
public:
    using QObject::QObject;

    void apply(const Capabilities &capabilities);

    bool roomList() const { return m_now.roomList; }
    bool createRooms() const { return m_now.createRooms; }
    bool privateRooms() const { return m_now.privateRooms; }
    bool history() const { return m_now.history; }
    bool presence() const { return m_now.presence; }
    bool statusText() const { return m_now.statusText; }
    bool typing() const { return m_now.typing; }
    bool cursors() const { return m_now.cursors; }
    int maxTextBytes() const { return m_now.maxTextBytes; }

Q_SIGNALS:
    void changed();

private:
    Capabilities m_now;
};

} // namespace banter
