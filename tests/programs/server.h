// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "program.h"

#include <QTemporaryDir>
#include <QUrl>

namespace banter::test {

/// A banter-server with a data folder of its own, which stays over restarts, as does the port.
class Server final : public Program {
    Q_OBJECT
public:
    explicit Server(QStringList more = {});

    /// Starts it, on the port that it had before if any. False when there is no such program.
    bool begin();
    /// The same, and waits until it listens.
    bool up();

    QString url() const { return m_url; }
    /// Its fingerprint, as it said it when it was up.
    QString fingerprint() const { return m_fingerprint; }
    QString dataDir() const { return m_data.path(); }
    quint16 port() const { return quint16(QUrl(m_url).port()); }

private:
    QTemporaryDir m_data;
    QStringList m_more;
    QString m_url;
    QString m_fingerprint;
};

} // namespace banter::test
