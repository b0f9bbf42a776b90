// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace banter {

/// What becomes of a message when a link is lost before its verdict.
enum class Guarantee {
    ExactlyOnce, ///< sent again by itself: the server stores a client id once (`resends`)
    AtLeastOnce, ///< "unconfirmed" until the person sends it again; a copy that comes of it has an id and is shown once
    OnceOrTwice, ///< the same, but the server gives no ids: a copy that comes of it is shown as a message of its own
    NoReceipt,   ///< nothing ever tells whether a message arrived: it stays "unconfirmed"
};

/// What a server can do and what it allows. The views show these features and no others; the session obeys the figures.
struct Capabilities {
    bool rooms = true; ///< there are rooms to talk in; otherwise nothing but notices comes
    bool roomList = false;
    bool unlistedRooms = false; ///< with `roomList`: there may be rooms that are not on it, and are entered by name
    bool createRooms = false;
    bool privateRooms = false;
    bool invitations = false; ///< an invitation waits for the person's answer
    /// Older messages can be asked for, and those missed while away. Otherwise each absence leaves a hole in a room
    /// that nothing will ever fill: "messages may be missing". A history that the server sends as it likes fills no
    /// hole, but where it reaches back far enough there is none.
    bool history = false;
    bool historyForward = true; ///< with `history`: also what comes after a place can be asked for
    bool receipts = false;      ///< each message is acknowledged; otherwise its echo is the receipt
    bool resends = false;       ///< a repeated client id is stored once: sending again is safe
    bool readMarks = false;     ///< the server keeps read positions
    bool presence = false;
    bool statusText = false;
    bool presenceParts = false; ///< choice, text and being away are told apart, and a word has its time
    bool typing = false;
    bool cursors = false;
    bool echoes = false;         ///< one's own messages come back; without `receipts` that is the receipt
    bool counts = true;          ///< places are the server's own count, see dialects/api/counted.h; otherwise the
                                 ///< dialect gives them, and is told what is held (ask::Subscribe::recent)
    bool ownNames = true;        ///< rooms and people are named by the rules of core/text.h
    bool keepsMembership = true; ///< the server remembers who joined which room; otherwise every joined room is
                                 ///< subscribed after each sign-in, looked at or not, and stays so
    bool devices = false;        ///< the password can be changed, and devices are listed and signed out
    bool changes = false;        ///< messages change, each change is told, and those that were missed are told later
    bool edits = false;          ///< one's own messages can be given another text, once each and never unseen
    bool deletes = false;        ///< and can be deleted
    bool reactions = false;      ///< reactions can be put under messages, each person's once
    bool replies = false;        ///< a message can say which one it answers
    bool mentions = false;       ///< a message can say whom it means, and the server counts those that are unread
    bool inviteCodes = false;    ///< new people need a code, and this person can make one
    bool ownStatus = true;       ///< with `presence`: one's own can be set, too
    Guarantee guarantee = Guarantee::ExactlyOnce;
    bool webSocketPing = true; ///< a WebSocket ping is answered; otherwise the dialect keeps the link alive itself

    int maxTextBytes = 16384;      ///< of one message, UTF-8
    int maxTextChars = 0;          ///< the same in UTF-16 units; 0: only the bytes count
    int receiptTimeoutMs = 10'000; ///< without a verdict for this long a message is sent again or is "unconfirmed"
    int sendsAtOnce = 256;         ///< without a verdict; 1 where an answer does not say which message it is about
    double sendsPerSecond = 0;     ///< 0: not limited
    int sendBurst = 1;             ///< sends allowed at once after a pause
    int maxPage = 200;             ///< messages in one answer
    int typingIntervalMs = 2000;   ///< "still typing" is said this often
    int typingExpiryMs = 6000;     ///< without news after this long, a person is no longer typing
    int cursorIntervalMs = 50;     ///< at most one move in this long, see connection/CONNECTION.md

    bool operator==(const Capabilities &) const = default;
};

} // namespace banter
