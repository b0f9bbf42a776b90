// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace banter {

/// A message on its way to one or many peers. What each kind of socket takes is made when it is first asked for, and
/// once for all of them. One thread.
class OutgoingFrame final {
public:
    /// `payload` of a text is UTF-8.
    OutgoingFrame(bool binary, QByteArray payload) : m_payload(std::move(payload)), m_binary(binary) {}

    bool isBinary() const { return m_binary; }
    const QByteArray &payload() const { return m_payload; }
    /// A text's payload as QWebSocket takes it: UTF-16.
    const QString &text() const;
    /// What a server writes: one frame, unmasked, never cut (RFC 6455, section 5.2).
    const QByteArray &wire() const;

private:
    QByteArray m_payload;
    mutable QString m_text;
    mutable QByteArray m_wire;
    bool m_binary;
};

} // namespace banter
