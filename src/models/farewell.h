// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/live_account.h"

namespace banter {

/// An account that nobody shows any more, kept until it has said goodbye: taking it away at once would make the GUI
/// thread wait for the network. Deletes itself. GUI thread.
class Farewell final : public QObject {
    Q_OBJECT
public:
    /// Signing out is given up after 2 s by the session; some more for a slow machine.
    static constexpr qint64 LongestMs = 3000;

    /// `gone` is called once its session is no more, but not when `parent` takes this along.
    Farewell(std::unique_ptr<LiveAccount> account, ModelParts parts, std::function<void()> gone, QObject *parent);
    ~Farewell() override;

private:
    void look();
    void finish();

    std::unique_ptr<LiveAccount> m_account;
    ModelParts m_parts;
    std::function<void()> m_gone;
    TimerId m_timer = 0;
};

} // namespace banter
