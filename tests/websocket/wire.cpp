// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/websocket/wire.h"

#include <QCryptographicHash>

namespace banter::testing {

using namespace websocket;

QByteArray wire(const WireFrame &frame, Endpoint receiver, Random &random)
{
    QByteArray out;
    const bool masked = receiver == Endpoint::Server;
    const auto size = quint64(frame.payload.size());
    out.append(char((frame.isFinal ? 0x80 : 0) | (frame.reserved << 4) | frame.opcode));
    const int bytes = size < 126 ? 0 : size < 65'536 ? 2 : 8;
    const int form = bytes == 0 ? int(size) : bytes == 2 ? 126 : 127;
    out.append(char((masked ? 0x80 : 0) | form));
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out.append(char((size >> shift) & 0xff));
    if (!masked)
        return out + frame.payload;
    char key[4] = {};
    for (char &byte : key) {
        byte = char(random.below(256));
        out.append(byte);
    }
    QByteArray payload = frame.payload;
    char *at = payload.data();
    for (qsizetype i = 0; i < payload.size(); ++i)
        at[i] = char(at[i] ^ key[i % 4]);
    return out + payload;
}

QByteArray wire(const std::vector<WireFrame> &frames, Endpoint receiver, Random &random)
{
    QByteArray out;
    for (const WireFrame &frame : frames)
        out += wire(frame, receiver, random);
    return out;
}

namespace {

QString shown(const QByteArray &bytes)
{
    constexpr qsizetype Most = 200;
    if (bytes.size() <= Most)
        return QString::fromLatin1(bytes.toPercentEncoding(QByteArrayLiteral(" ")));
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Md5).toHex());
}

struct Teller {
    QString operator()(const Frame &message) const
    {
        return QStringLiteral("%1 %2: %3")
            .arg(message.binary ? QStringLiteral("binary") : QStringLiteral("text"))
            .arg(message.data.size())
            .arg(shown(message.data));
    }
    QString operator()(const event::Ping &ping) const { return QStringLiteral("ping ") + shown(ping.payload); }
    QString operator()(const event::Pong &pong) const { return QStringLiteral("pong ") + shown(pong.payload); }
    QString operator()(const event::Closed &closed) const
    {
        return QStringLiteral("closed %1 %2").arg(QString::number(closed.words.code), closed.words.reason).trimmed();
    }
    QString operator()(const event::Failed &failed) const { return QStringLiteral("failed %1").arg(failed.code); }
};

} // namespace

QString told(const Event &event)
{
    return std::visit(Teller(), event);
}

} // namespace banter::testing
