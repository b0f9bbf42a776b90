// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "desktop/idle_source.h"

#include <QObject>
#include <QString>

#include <array>

namespace banter {

/// The two services of a desktop that know for how long nobody was there, on the thread that this object lives on:
/// ask() may hang for as long as a bus lets it. One that has only ever said 0 does not know: the screen saver of
/// Plasma says that on Wayland, whoever is there.
class IdleBus final : public QObject {
public:
    /// `address` as in DesktopIdle; a service has `answerMs` to answer.
    IdleBus(QString address, int answerMs);
    ~IdleBus() override;

    /// Calls `then` once, later or at once: nothing where neither answers.
    void ask(const IdleSource::Answer &then);

private:
    void askFrom(std::size_t service, std::size_t tried, const IdleSource::Answer &then);

    QString m_address;
    int m_answerMs;
    QString m_name;                    ///< of the connection
    std::size_t m_answers = 0;         ///< which of the services
    std::array<bool, 2> m_counts = {}; ///< which of them have said more than 0
};

} // namespace banter
