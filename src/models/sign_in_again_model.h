// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/identity_model.h"

#include <functional>
#include <utility>

namespace banter {

/// The sign-in of a session that the server no longer takes: the password is given again, and what is unsent goes out
/// then. GUI thread.
class SignInAgainModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// The password was given, and the server has not said yes or no.
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    /// Translated: why it was not taken; empty while nothing is wrong.
    Q_PROPERTY(QString error READ error NOTIFY changed)
    /// Set by the view: the person was asked, and is not asked again by itself, whatever else was shown meanwhile.
    Q_PROPERTY(bool asked READ asked WRITE setAsked NOTIFY askedChanged)
public:
    /// `identity` outlives it.
    SignInAgainModel(CommandSink &sink, const IdentityModel &identity, QObject *parent = nullptr);

    void apply(const Changes &changes);
    void retranslate() { Q_EMIT changed(); }

    bool busy() const { return m_busy; }
    bool asked() const { return m_asked; }
    void setAsked(bool asked)
    {
        if (std::exchange(m_asked, asked) != asked) {
            Q_EMIT askedChanged();
        }
    }
    QString error() const { return m_error ? m_error() : QString(); }

    /// Ignored while busy, and when it is empty.
    Q_INVOKABLE void give(const QString &password);

Q_SIGNALS:
    void changed();
    void askedChanged();

private:
    void fail(std::function<QString()> words);

    CommandSink &m_sink;
    const IdentityModel &m_identity;
    // As a function, so that a change of language changes the sentence too.
    std::function<QString()> m_error;
    bool m_busy = false;
    bool m_asked = false;
};

} // namespace banter
