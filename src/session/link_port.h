// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace banter {

/// What the parts of a session know of the link: how it carries, and not where it leads.
class LinkPort {
public:
    virtual ~LinkPort() = default;
    /// Bytes that it holds and has not sent.
    virtual qint64 backlog() const = 0;
    /// Something is coming in that is not whole yet: a late answer may be behind it.
    virtual bool isReceiving() const = 0;
    /// An answer is late: the link may be dead, and is probed.
    virtual void answerOverdue() = 0;
};

} // namespace banter
