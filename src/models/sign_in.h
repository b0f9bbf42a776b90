// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/model_parts.h"
#include "models/session_port.h"

namespace banter {

/// One attempt to sign in: succeeds when the session is connected, fails at the first thing that stands in the way, and
/// takes at most DeadlineMs. GUI thread.
class SignIn final : public QObject {
    Q_OBJECT
public:
    /// 30 s: a dial (10 s), the hello (5 s) and the first catch-up (10 s), with some room.
    static constexpr qint64 DeadlineMs = 30'000;

    /// Why it failed; `trouble` is None when a request was refused rather than the connection.
    struct Failure {
        ErrorCode code = ErrorCode::Internal;
        ConnectionTrouble trouble = ConnectionTrouble::None;
        QString words;     ///< English or the server's own, may be empty
        bool here = false; ///< this program or its disk says so, and not a server
    };

    SignIn(std::unique_ptr<SessionPort> port, ModelParts parts, QObject *parent = nullptr);
    ~SignIn() override;

    /// After succeeded(): the running session, and what it said so far, to be applied before anything else.
    std::unique_ptr<SessionPort> takePort();
    std::vector<Changes> takeBatches() { return std::move(m_batches); }
    /// The token that is used: kept unless the server gives another one or says that it does not hold.
    void presetToken(const QString &token) { m_token = token; }
    QString token() const { return m_token; }
    /// Why it failed with OtherServer.
    const std::optional<OtherServer> &otherServer() const { return m_otherServer; }
    QString user() const { return m_user; }

Q_SIGNALS:
    /// Each attempt ends with exactly one of these two, unless it is deleted first.
    void succeeded();
    void failed(const banter::SignIn::Failure &failure);

private:
    void take();
    void judge(const Changes &changes);
    void fail(const Failure &failure);
    void finish();

    std::unique_ptr<SessionPort> m_port;
    ModelParts m_parts;
    std::vector<Changes> m_batches;
    std::optional<Failed> m_refusal;
    std::optional<Error> m_ownFault; ///< of this computer's disk: why nothing else may come of it
    std::optional<OtherServer> m_otherServer;
    QString m_token;
    QString m_user;
    TimerId m_deadline = 0;
    bool m_done = false;
};

} // namespace banter
