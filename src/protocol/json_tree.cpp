// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/json_tree.h"

namespace banter::protocol::wire {
namespace {

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
    simdjson::dom::element root;
    const simdjson::error_code failed = m_parser.parse(bytes, root);
    if (failed == simdjson::MEMALLOC)
        return Error{ErrorCode::Internal, QStringLiteral("no memory to read the frame")};
    if (failed)
        return Error{ErrorCode::BadFrame, reason(failed)};
    return JsonNode(root);
}

} // namespace banter::protocol::wire
