// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "line_splitter.h"
#include "send_window.h"
#include "standard_input.h"
#include "task.h"
#include "wanted_rooms.h"

#include <QSet>

namespace banter::cli {

/// `send`: one message, or each line of the standard input as one, and then waits for all verdicts.
class SendTask final : public Task {
public:
    SendTask(Options options, Tools tools);

    void stop() override;

protected:
    void heard(const Changes &changes) override;
    void begin() override;
    bool isWaiting() const override;
    QString awaited() const override;

private:
    void feed();
    void submitLine(qint64 line, const QByteArray &bytes);
    void submit(qint64 line, const QString &text);
    void send(const QString &clientId);
    void noteMessage(const ShownMessage &shown);
    void noteVerdict(const ShownMessage &shown);
    void noteOther(const ShownMessage &shown);
    void noteFailure(const Failed &failed);
    void giveAgain();
    void settle(const QString &clientId);
    void refuse(qint64 line, const QString &why);
    void endWhenDone();

    WantedRooms m_rooms;
    StandardInput m_input;
    LineSplitter m_lines;
    SendWindow m_window;
    QString m_full;                ///< why the outbox took no more
    QSet<QString> m_failedBefore;  ///< failed in an earlier run: wants another try
    std::optional<QString> m_text; ///< of the command line, until it was submitted
    qint64 m_refused = 0;
    bool m_ended = false; ///< nothing more to read
};

} // namespace banter::cli
