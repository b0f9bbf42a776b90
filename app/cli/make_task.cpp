// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "diagnose_task.h"
#include "send_task.h"
#include "session_task.h"
#include "short_tasks.h"
#include "tail_task.h"
#include "trace_task.h"

namespace banter::cli {

std::unique_ptr<Task> makeTask(const Options &options, Tools tools)
{
    switch (options.action) {
    case Options::Action::Register:
        return std::make_unique<RegisterTask>(options, tools);
    case Options::Action::Rooms:
        return std::make_unique<RoomsTask>(options, tools);
    case Options::Action::Send:
        return std::make_unique<SendTask>(options, tools);
    case Options::Action::Tail:
        return std::make_unique<TailTask>(options, tools);
    case Options::Action::Trace:
        return std::make_unique<TraceTask>(options, tools);
    case Options::Action::Diagnose:
        return std::make_unique<DiagnoseTask>(options, tools);
    case Options::Action::Session:
    case Options::Action::Check: // it needs no connection: see main.cpp
        break;
    }
    return std::make_unique<SessionTask>(options, tools);
}

} // namespace banter::cli
