// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/auto_away.h"
#include "models/command_sink.h"
#include "models/presence_kind.h"
#include "models/request_model.h"
#include "session/changes.h"

namespace banter {

/// The person's own presence, on all of their devices. GUI thread.
class OwnPresenceModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// What was chosen; Away in place of Online while nobody is at this computer.
    Q_PROPERTY(banter::PresenceKind::Kind status READ status NOTIFY changed)
    /// The person's own words; may be empty.
    Q_PROPERTY(QString text READ text NOTIFY changed)
    /// What becomes of setText().
    Q_PROPERTY(banter::RequestModel *textRequest READ textRequest CONSTANT)
public:
    OwnPresenceModel(CommandSink &sink, ModelParts parts, QObject *parent = nullptr);

    /// What was chosen on another day or another device.
    void apply(const Changes &changes);
    /// Whether there is a connection: without one, nobody has to wait for an answer.
    void setOnline(bool online);
    void retranslate() { m_textRequest.retranslate(); }
    /// Asks the system for how long nobody has used this computer; noteIdle() is its answer, in ms.
    void setIdleAsk(std::function<void()> ask) { m_autoAway.setAsk(std::move(ask)); }
    void noteIdle(qint64 ms) { m_autoAway.idle(ms); }

    PresenceKind::Kind status() const;
    QString text() const { return m_own.text; }
    RequestModel *textRequest() { return &m_textRequest; }

    /// What the person chose to be; kept, and for all of their devices. The text stays as it is.
    Q_INVOKABLE void setStatus(banter::PresenceKind::Kind kind);
    /// The person's own words, empty for none. The status stays as it is.
    Q_INVOKABLE void setText(const QString &text);
    /// Any key or mouse: the person is here.
    Q_INVOKABLE void noteInput() { m_autoAway.input(); }

Q_SIGNALS:
    void changed();
    /// A translated sentence for a toast.
    void noticed(const QString &text);

private:
    void tellAway();
    void takeForLater();

    CommandSink &m_sink;
    AutoAway m_autoAway;
    RequestModel m_textRequest;
    OwnChoice m_own;
    bool m_online = false;
};

} // namespace banter
