// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace banter {

/// SIGINT and SIGTERM (on Windows: Ctrl+C, closing of the console, the end of the session) as a signal of Qt. Each of
/// them once: a second one ends the process at once. Where the console was closed, Windows leaves the process about
/// five seconds to end itself. One object a process, on the main thread.
class StopSignals final : public QObject {
    Q_OBJECT
public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void asked();

private:
    class Watch;
    std::unique_ptr<Watch> m_watch;
};

} // namespace banter
