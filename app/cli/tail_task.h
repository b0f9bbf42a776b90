// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "task.h"
#include "wanted_rooms.h"

namespace banter::cli {

/// `tail`: joins rooms and prints what happens there.
class TailTask final : public Task {
public:
    TailTask(Options options, Tools tools);

protected:
    void heard(const Changes &changes) override;
    void begin() override;

private:
    WantedRooms m_rooms;
    EventLines m_lines;
};

} // namespace banter::cli
