// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/peer_sink.h"

#include <QString>

#include <vector>

namespace banter {

/// Puts items into WebSocket messages. In a room most peers get the very same items in a turn: the last result of each
/// encoding is kept, so that it is built once for all of them. One thread.
class FrameBuilder final {
public:
    /// QWebSocket takes text as UTF-16.
    const std::vector<QString> &text(const std::vector<SharedItemPtr> &items);
    const std::vector<QByteArray> &binary(const std::vector<SharedItemPtr> &items);

private:
    std::vector<SharedItemPtr> m_textItems;
    std::vector<QString> m_texts;
    std::vector<SharedItemPtr> m_binaryItems;
    std::vector<QByteArray> m_binaries;
};

} // namespace banter
