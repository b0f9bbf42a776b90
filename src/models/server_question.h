// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"

#include <QObject>
#include <qqmlregistration.h>

#include <functional>
#include <optional>

namespace banter {

/// Another server than the known one answers at the address, and was told nothing: whether that is right is for the
/// person to say. GUI thread.
class ServerQuestion : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel and StartModel")
    /// The question is open.
    Q_PROPERTY(bool open READ isOpen NOTIFY changed)
    /// Of the last question, both in groups of four digits; `shown` is empty when the server does not prove who it is.
    Q_PROPERTY(QString known READ known NOTIFY changed)
    Q_PROPERTY(QString shown READ shown NOTIFY changed)
public:
    /// `answered` gets the fingerprint to trust from now on, or nothing when the person does not trust it.
    explicit ServerQuestion(std::function<void(const std::optional<QString> &fingerprint)> answered,
                            QObject *parent = nullptr)
        : QObject(parent), m_answered(std::move(answered))
    {}

    bool isOpen() const { return m_open; }
    QString known() const { return m_other.known; }
    QString shown() const { return m_other.shown; }

    void ask(const OtherServer &other);
    /// It is of no more interest: the known server is back, or the person went on otherwise.
    void forget();

    /// The last question again, though it was answered; nothing when there is none.
    Q_INVOKABLE void askAgain();
    /// The server that answers now is the right one. Once for each question, as refuse().
    Q_INVOKABLE void trust();
    Q_INVOKABLE void refuse();

Q_SIGNALS:
    void changed();

private:
    void withdraw();
    void answer(const std::optional<QString> &fingerprint);

    std::function<void(const std::optional<QString> &)> m_answered;
    OtherServer m_other;   ///< of the last question: what fades from view keeps its words
    bool m_stands = false; ///< it can be asked again
    bool m_open = false;
};

} // namespace banter
