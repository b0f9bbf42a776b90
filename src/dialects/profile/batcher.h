// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"
#include "core/values.h"
#include "dialects/profile/profile.h"

#include <optional>

namespace banter::profile {

/// Frames that wait for others, to go out as one. One thread.
class Batcher {
public:
    /// `eventMember`: what names a frame's event.
    Batcher(Batch rules, QString eventMember) : m_rules(std::move(rules)), m_eventMember(std::move(eventMember)) {}

    bool isOn() const { return m_rules.most > 0; }
    /// Keeps a frame of one JSON object; gives the frames that have to go out now.
    std::vector<Frame> add(Frame frame, MonoMs now);
    /// All that waits, as one frame.
    std::optional<Frame> take();
    /// When take() has to be called at the latest.
    std::optional<MonoMs> due() const { return m_due; }
    void forget()
    {
        m_waiting.clear();
        m_bytes = 0;
        m_due.reset();
    }

private:
    Batch m_rules;
    QString m_eventMember;
    std::vector<Frame> m_waiting;
    qsizetype m_bytes = 0;
    std::optional<MonoMs> m_due;
};

} // namespace banter::profile
