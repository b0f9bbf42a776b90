// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <qqmlregistration.h>

#include <functional>

namespace banter {

/// What becomes of something that a dialog asked the server for. The dialog watches, shows the error where the person
/// typed, and closes at done(). GUI thread.
class RequestModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// Asked, and the server has said neither yes nor no.
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    /// Translated: why not; empty while nothing is wrong.
    Q_PROPERTY(QString error READ error NOTIFY changed)
public:
    using QObject::QObject;

    bool busy() const { return m_busy; }
    QString error() const { return m_error ? m_error() : QString(); }

    /// A dialog is open for it, or no longer.
    Q_INVOKABLE void watch(bool open);
    /// The person goes on typing: what was wrong is wrong no longer.
    Q_INVOKABLE void clearError();

    /// It was asked for; `subject` tells it from another one of the kind, such as the room's name.
    void begin(const QString &subject);
    /// The answers. One for another subject, or when nobody watches, counts for nothing; false then. What was refused
    /// may come about all the same, since the session asks again for what a server only puts off.
    bool succeed(const QString &subject);
    bool refuse(const QString &subject, std::function<QString()> words);
    void retranslate() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed();
    void done();

private:
    bool isAbout(const QString &subject) const { return m_watched && (m_busy || m_error) && subject == m_subject; }

    QString m_subject;
    // As a function, so that a change of language changes the sentence too.
    std::function<QString()> m_error;
    bool m_watched = false;
    bool m_busy = false;
};

} // namespace banter
