// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/json_tree.h"

namespace banter::protocol::wire {
namespace {

// A large frame is rare (a page of long texts). What it needed, about fifteen times its size, is given back.
constexpr qsizetype KeepTextBytes = 256 * 1024;

QString reason(simdjson::error_code code)
{
    switch (code) {
    case simdjson::DEPTH_ERROR:
        return QStringLiteral("the frame is nested too deeply");
    case simdjson::UTF8_ERROR:
        return QStringLiteral("the frame is not valid UTF-8");
    case simdjson::EMPTY:
        return QStringLiteral("the frame is empty");
    default:
        return QStringLiteral("the frame is not valid JSON: %1").arg(QString::fromUtf8(simdjson::error_message(code)));
    }
}

} // namespace

Result<JsonNode> JsonTree::parse(QByteArrayView bytes)
{
    if (qsizetype(m_padded.size()) > KeepTextBytes && bytes.size() <= KeepTextBytes) {
        m_padded = {};
        m_parser = simdjson::dom::parser();
    }
    const std::size_t size = std::size_t(bytes.size());
    if (m_padded.size() < size + simdjson::SIMDJSON_PADDING)
        m_padded.resize(size + simdjson::SIMDJSON_PADDING);
    std::copy(bytes.begin(), bytes.end(), m_padded.begin());
    if (m_parser.capacity() < size || m_parser.max_depth() != limits::MaxDepth) {
        const simdjson::error_code failed = m_parser.allocate(std::max<std::size_t>(size, 4096), limits::MaxDepth);
        if (failed)
            return Error{ErrorCode::Internal, QStringLiteral("no memory to read the frame")};
    }
    simdjson::dom::element root;
    const simdjson::error_code failed = m_parser.parse(m_padded.data(), size, false).get(root);
    if (failed)
        return Error{ErrorCode::BadFrame, reason(failed)};
    return JsonNode(root);
}

} // namespace banter::protocol::wire
