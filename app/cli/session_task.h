// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "line_splitter.h"
#include "standard_input.h"
#include "task.h"
#include "wanted_rooms.h"

namespace banter::cli {

/// `session`: commands from the standard input, events to the standard output.
class SessionTask final : public Task {
public:
    SessionTask(Options options, Tools tools);

protected:
    void heard(const Changes &changes) override;
    void gaveUp(const ConnectionStatus &status) override;
    bool isWaiting() const override;
    QString awaited() const override;

private:
    void readLines();
    void carryOut(const QByteArray &line);
    void carryOut(const tell::Command &command);
    void endWhenDone();

    WantedRooms m_rooms;
    EventLines m_events;
    StandardInput m_input;
    LineSplitter m_lines;
    bool m_offline = false; ///< the script disconnected, or nothing more can come of the connection
    bool m_ended = false;   ///< nothing more to read
};

} // namespace banter::cli
