// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace banter {

/// The system's word that its calendar clock made a jump: somebody set it, or the machine slept and woke. Between two
/// jumps nothing is done, and no timer runs. For the thread that made it, which needs an event loop.
class ClockChanges final : public QObject {
    Q_OBJECT
public:
    explicit ClockChanges(QObject *parent = nullptr);
    ~ClockChanges() override;

    /// False where the system has no such word (only Linux has), or refuses it: changed() then never comes.
    bool watched() const { return m_watch != nullptr; }

Q_SIGNALS:
    void changed();

private:
    class Watch;
    std::unique_ptr<Watch> m_watch;
};

} // namespace banter
