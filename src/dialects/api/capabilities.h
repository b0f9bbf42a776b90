// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace banter {

/// What a server can do and what it allows. The views show these features and no others; the session obeys the figures.
struct Capabilities {
    bool roomList = false;
    bool createRooms = false;
    bool privateRooms = false;
    bool history = false;   ///< older messages can be asked for, and those missed while away
    bool receipts = false;  ///< each message is acknowledged; otherwise its echo is the receipt
    bool resends = false;   ///< a repeated client id is stored once: sending again is safe
    bool readMarks = false; ///< the server keeps read positions
    bool presence = false;
    bool statusText = false;
    bool typing = false;
    bool cursors = false;
    bool webSocketPing = true; ///< a WebSocket ping is answered; otherwise the dialect keeps the link alive itself

    int maxTextBytes = 16384;    ///< of one message, UTF-8
    double sendsPerSecond = 0;   ///< 0: not limited
    int sendBurst = 1;           ///< sends allowed at once after a pause
    int maxPage = 200;           ///< messages in one answer
    int typingIntervalMs = 2000; ///< "still typing" is said this often
    int typingExpiryMs = 6000;   ///< without news after this long, a person is no longer typing
    int cursorIntervalMs = 50;   ///< at most one move in this long (wire-vocabularies: 50 ms)

    bool operator==(const Capabilities &) const = default;
};

} // namespace banter
