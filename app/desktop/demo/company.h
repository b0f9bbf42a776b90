// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QThread>
#include <QUrl>

namespace banter::demo {

/// The demo's three members: real sessions over real sockets, on one thread of their own. GUI thread.
class Company final : public QObject {
    Q_OBJECT
public:
    /// `seed` makes the same evening again.
    explicit Company(quint64 seed, QObject *parent = nullptr);
    ~Company() override;

    /// They register at the server, make the rooms and say what was said before anybody came in. ready() follows.
    void come(const QUrl &server);

    /// The password of every member; the server is gone with the demo.
    static QString password();

Q_SIGNALS:
    /// The rooms are there, with their history.
    void ready();

private:
    class Party;
    QThread m_thread;
    Party *m_party;
};

} // namespace banter::demo
