// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"
#include "core/values.h"
#include "dialects/wire/values.h"

#include <QVarLengthArray>

namespace banter::wire {

/// How a link is to be opened; filled in by a profile from its rules for credentials.
struct Opening {
    QUrl server;                          ///< as the person wrote it: ws, wss, http or https
    QList<QPair<QString, QString>> query; ///< added to the URL, decoded
    QList<QPair<QByteArray, QByteArray>> headers;
    QStringList subprotocols;
    std::vector<Join> spaces; ///< entered as soon as the link is open, in this order; never empty
};

/// What a wire wants after one step: frames to send in this order, then events in this order. At most one of `hangUp`
/// and `lost` is set, and nothing but opened() follows it.
struct Step {
    std::vector<Frame> frames;
    QVarLengthArray<Event, 1> events; ///< a frame is one event, mostly
    std::optional<QString> hangUp;    ///< the peer broke the framing's rules: a sentence for diagnostics
    std::optional<QString> lost; ///< the peer went silent, or said goodbye: the link is dead without a fault of ours
};

/// Frames to named events and back. Pure: no socket, clock or event loop. One object serves one account over many
/// links, one link at a time. All functions are called on one thread.
class Wire {
public:
    virtual ~Wire() = default;

    /// What to open.
    virtual LinkRequest linkRequest(const Opening &opening) const = 0;
    /// A new link is open. Calls that waited for an answer on the old one give Failed with NotConnected first.
    virtual Step opened(const Opening &opening, MonoMs now) = 0;
    /// One frame from the server. Never throws; a bad one gives Malformed, and hangUp where nothing sane can follow.
    virtual Step received(const Frame &frame, MonoMs now) = 0;
    /// Encodes commands in this order.
    virtual Step send(const std::vector<Command> &commands, MonoMs now) = 0;
    /// When tick() wants to be called next, if at all.
    virtual std::optional<MonoMs> nextTick() const { return std::nullopt; }
    virtual Step tick(MonoMs) { return {}; }
};

} // namespace banter::wire
