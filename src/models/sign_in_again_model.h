// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/identity_model.h"

#include <functional>

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
public:
    /// `identity` outlives it.
    SignInAgainModel(CommandSink &sink, const IdentityModel &identity, QObject *parent = nullptr);

    void apply(const Changes &changes);
    void retranslate() { Q_EMIT changed(); }

    bool busy() const { return m_busy; }
    QString error() const { return m_error ? m_error() : QString(); }

    /// Ignored while busy, and when it is empty.
    Q_INVOKABLE void give(const QString &password);

Q_SIGNALS:
    void changed();

private:
    void fail(std::function<QString()> words);

    CommandSink &m_sink;
    const IdentityModel &m_identity;
    // As a function, so that a change of language changes the sentence too.
    std::function<QString()> m_error;
    bool m_busy = false;
};

} // namespace banter
