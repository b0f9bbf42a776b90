// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "line_splitter.h"
#include "standard_input.h"
#include "task.h"

namespace banter::cli {

/// `profile trace`: connects and enters rooms; the dialect tells of each frame by itself. Each line of the standard
/// input is sent to the first room, so that a message can be seen going its way. Until stopped.
class TraceTask final : public Task {
public:
    TraceTask(Options options, Tools tools);

protected:
    void begin() override;
    void heard(const Changes &changes) override;

private:
    void sendLines();

    StandardInput m_input;
    LineSplitter m_lines;
};

} // namespace banter::cli
