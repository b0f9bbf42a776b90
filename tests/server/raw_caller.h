// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace banter::testing {

/// Calls a server and says, byte by byte, what no decent WebSocket client would.
class RawCaller final : public QObject {
    Q_OBJECT
public:
    explicit RawCaller(const QUrl &server);

    /// A good request, with `lines` in place of its Connection header where they are given; each ends with CR LF.
    static QByteArray request(const QByteArray &lines = "Connection: Upgrade\r\n");
    /// A frame, masked as clients have to, with a mask of which no byte is zero.
    static QByteArray frame(int opcode, const QByteArray &payload, bool final = true);
    static QByteArray unmasked(int opcode, const QByteArray &payload);
    static QByteArray closeFrame(int code, const QByteArray &reason = {});

    void write(const QByteArray &bytes);
    /// Sends a good request and waits for the 101, which is taken out of heard().
    bool opened();
    /// All that came, until now.
    const QByteArray &heard() const { return m_heard; }
    /// Whether that comes to be there.
    bool hears(const QByteArray &bytes);
    /// Waits for the end.
    bool ends();
    /// The same. True when the server ended it in order, without a reset.
    bool endsInOrder();
    /// Stops reading: the system's buffers fill up.
    void stopReading();
    void goOnReading();

    /// Runs the event loop until it holds, and looks at each turn: a thousand links take a second, where QTRY_VERIFY
    /// and its like sleep between their looks. False when it does not come to hold.
    static bool soon(const std::function<bool()> &holds);

private:
    void read();

    QTcpSocket m_socket;
    QByteArray m_heard;
    bool m_reads = true;
};

} // namespace banter::testing
