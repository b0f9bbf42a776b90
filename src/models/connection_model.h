// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/diagnostics_model.h"
#include "models/model_parts.h"
#include "models/recording_model.h"

#include "connection/status.h"

#include <QObject>
#include <qqmlregistration.h>

namespace banter {

/// The connection indicator and the offline banner: what is going on, in words, and what can be done about it.
class ConnectionModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    Q_PROPERTY(State state READ state NOTIFY changed)
    /// Translated: "Connected", "Connecting…", …
    Q_PROPERTY(QString word READ word NOTIFY changed)
    /// A translated sentence on why; empty while all is well.
    Q_PROPERTY(QString reason READ reason NOTIFY changed)
    /// Whole seconds to the next try, counting down; -1 when none is planned.
    Q_PROPERTY(int retrySeconds READ retrySeconds NOTIFY retrySecondsChanged)
    Q_PROPERTY(int attempt READ attempt NOTIFY changed)
    /// It will not try again by itself.
    Q_PROPERTY(bool terminal READ terminal NOTIFY changed)
    /// The server no longer takes the sign-in: somebody has to give the password again.
    Q_PROPERTY(bool refused READ refused NOTIFY changed)
    /// Another server than the known one answers: see SessionModel::serverQuestion.
    Q_PROPERTY(bool otherServer READ otherServer NOTIFY changed)
    /// Messages without a verdict, all rooms.
    Q_PROPERTY(int unsent READ unsent NOTIFY bannerChanged)
    /// Translated; empty when no banner is to be shown.
    Q_PROPERTY(QString bannerText READ bannerText NOTIFY bannerChanged)
    Q_PROPERTY(banter::DiagnosticsModel *diagnostics READ diagnostics CONSTANT)
    /// Kept up while it is followed.
    Q_PROPERTY(banter::RecordingModel *recording READ recording CONSTANT)
public:
    /// ConnectionState under QML's names, in the same order.
    enum State { Disconnected, Connecting, Connected, Reconnecting };
    Q_ENUM(State)
    static_assert(int(Reconnecting) == int(ConnectionState::Reconnecting));

    ConnectionModel(CommandSink &sink, ModelParts parts, QObject *parent = nullptr);
    ~ConnectionModel() override;

    void apply(const ConnectionStatus &status);
    void applyMetrics(const ConnectionMetrics &metrics) { m_diagnostics.apply(metrics); }
    void applyRecording(const ConnectionRecording &recording) { m_recording.apply(recording); }
    void setUnsent(int unsent);
    void retranslate();

    State state() const { return static_cast<State>(m_status.state); }
    QString word() const;
    QString reason() const;
    int retrySeconds() const;
    int attempt() const { return m_status.attempt; }
    bool terminal() const { return m_status.terminal; }
    bool refused() const { return m_status.terminal && m_status.trouble == ConnectionTrouble::Credentials; }
    bool otherServer() const { return m_status.terminal && m_status.trouble == ConnectionTrouble::OtherServer; }
    int unsent() const { return m_unsent; }
    QString bannerText() const;
    DiagnosticsModel *diagnostics() { return &m_diagnostics; }
    RecordingModel *recording() { return &m_recording; }

    /// Dials at once when waiting, probes when connected.
    Q_INVOKABLE void retryNow();
    /// Named so because connect and disconnect are QObject's; also ends a terminal state.
    Q_INVOKABLE void connectNow();
    /// Stays offline until connectNow().
    Q_INVOKABLE void disconnectNow();
    /// Whether somebody looks at the recording.
    Q_INVOKABLE void followRecording(bool active);

Q_SIGNALS:
    void changed();
    void retrySecondsChanged();
    void bannerChanged();

private:
    void countDown();

    CommandSink &m_sink;
    ModelParts m_parts;
    DiagnosticsModel m_diagnostics;
    RecordingModel m_recording;
    ConnectionStatus m_status; ///< connecting, until it is told how it is
    int m_unsent = 0;
    TimerId m_timer = 0;
};

} // namespace banter
