// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "line_splitter.h"
#include "standard_input.h"
#include "task.h"
#include "wanted_rooms.h"

#include <deque>

namespace banter::cli {

/// `session`: commands from the standard input, events to the standard output.
class SessionTask final : public Task {
public:
    SessionTask(Options options, Tools tools);

protected:
    void heard(const Changes &changes) override;
    void connected() override;
    void gaveUp(const ConnectionStatus &status) override;
    bool isWaiting() const override;
    QString awaited() const override;

private:
    void readLines();
    void carryOut(const QByteArray &line);
    void tellOrKeep(const tell::Command &command);
    void join(const QString &room);
    void tellKept();
    void endWhenDone();

    WantedRooms m_rooms;
    EventLines m_events;
    StandardInput m_input;
    LineSplitter m_lines;
    std::deque<tell::Command> m_kept; ///< for rooms whose join is not answered yet, in order
    bool m_offline = false;           ///< the script disconnected, or nothing more can come of the connection
    bool m_ended = false;             ///< nothing more to read
};

} // namespace banter::cli
