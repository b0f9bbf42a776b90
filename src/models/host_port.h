// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QObject>
#include <QUrl>

namespace banter {

/// The server inside this program, as the models see it. GUI thread; nothing here waits.
class HostPort : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// started() follows, also when it runs already.
    virtual void start() = 0;
    virtual void stop() = 0;
    /// othersCounted() follows, unless it does not run.
    virtual void countOthers(const QString &user) = 0;
    /// It has run on this computer, now or in an earlier run of the program.
    virtual bool hasHosted() const = 0;

Q_SIGNALS:
    /// The address to hand to others, or why there is none.
    void started(const banter::Result<QUrl> &address);
    /// It runs, but no longer writes: one sentence. Empty: it writes again.
    void trouble(const QString &sentence);
    /// So many people are connected to it now, `user` not among them.
    void othersCounted(int others);
};

} // namespace banter
