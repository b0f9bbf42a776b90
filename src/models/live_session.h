// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/frame_ticker.h"
#include "models/session_model.h"
#include "models/session_port.h"

namespace banter {

/// A session that runs and its model, with one batch carried over per frame. GUI thread.
class LiveSession final : public QObject {
    Q_OBJECT
public:
    LiveSession(SessionIdentity identity, std::unique_ptr<SessionPort> port, ModelParts parts);
    ~LiveSession() override;

    void apply(const Changes &changes) { m_model.apply(changes); }
    SessionModel &model() { return m_model; }
    CommandSink &sink() { return *m_port; }

Q_SIGNALS:
    /// The session could not be started at all: the store cannot be opened.
    void broken(const banter::Error &error);

private:
    // In this order: the model speaks to the port until it is gone.
    std::unique_ptr<SessionPort> m_port;
    FrameTicker m_ticker;
    SessionModel m_model;
};

} // namespace banter
