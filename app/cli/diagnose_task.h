// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "task.h"

namespace banter::cli {

/// `diagnose`: tries to connect, and prints the recording of it with what came of it in words.
class DiagnoseTask final : public Task {
public:
    DiagnoseTask(const Options &options, Tools tools);
    ~DiagnoseTask() override;

    /// Enough to see whether it is always the same, and over in a few seconds where nobody listens.
    static constexpr int MaxDials = 3;

protected:
    void begin() override;
    void heard(const Changes &changes) override;
    void gaveUp(const ConnectionStatus &status) override;

private:
    void conclude(ConnectionTrouble trouble, int code, Exit exit);

    Scheduler &m_scheduler;
    qint64 m_deadlineMs;
    TimerId m_deadline = 0;
    ConnectionStatus m_status;
    ConnectionMetrics m_metrics;
    std::shared_ptr<const ConnectionRecording> m_recording;
    bool m_probed = false;
};

} // namespace banter::cli
