// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "engineio/payload.h"

#include <QByteArrayView>
#include <QUtf8StringView>

namespace banter::engineio {
namespace {

constexpr char Separator = '\x1e';
constexpr char Binary = 'b';

Result<Frame> readFrame(QByteArrayView packet, qint64 maxFrameBytes)
{
    Frame frame;
    if (!packet.isEmpty() && packet.front() == Binary) {
        auto decoded =
            QByteArray::fromBase64Encoding(packet.sliced(1).toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return Error{ErrorCode::BadFrame, QStringLiteral("an attachment is not base64")};
        frame = {true, std::move(*decoded)};
    } else {
        frame = {false, packet.toByteArray()};
    }
    if (frame.data.size() > maxFrameBytes)
        return Error{ErrorCode::TooLarge, QStringLiteral("a packet of %1 bytes").arg(frame.data.size())};
    return frame;
}

} // namespace

Result<std::vector<Frame>> splitPayload(const QByteArray &body, qint64 maxFrameBytes)
{
    if (!body.isValidUtf8())
        return Error{ErrorCode::BadFrame, QStringLiteral("the body is not valid UTF-8")};
    std::vector<Frame> frames;
    const QByteArrayView view(body);
    qsizetype begin = 0;
    while (begin <= view.size()) {
        qsizetype end = view.indexOf(Separator, begin);
        if (end < 0)
            end = view.size();
        Result<Frame> frame = readFrame(view.sliced(begin, end - begin), maxFrameBytes);
        if (!frame)
            return frame.error();
        frames.push_back(std::move(frame).value());
        begin = end + 1;
    }
    return frames;
}

qint64 payloadSize(const Frame &frame)
{
    return frame.binary ? 1 + (qint64(frame.data.size()) + 2) / 3 * 4 : qint64(frame.data.size());
}

QByteArray joinPayload(std::deque<Frame> &queue, qint64 maxPayload)
{
    QByteArray body;
    while (!queue.empty()) {
        const Frame &frame = queue.front();
        if (!body.isEmpty()) {
            if (body.size() + 1 + payloadSize(frame) > maxPayload)
                break;
            body += Separator;
        }
        body += frame.binary ? Binary + frame.data.toBase64() : frame.data;
        queue.pop_front();
    }
    return body;
}

} // namespace banter::engineio
