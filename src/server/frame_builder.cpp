// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/frame_builder.h"

namespace banter {

using namespace protocol;

const std::vector<OutgoingFrame> &FrameBuilder::frames(Encoding encoding, const std::vector<SharedItemPtr> &items)
{
    Built &built = m_built[std::size_t(encoding)];
    if (items == built.items)
        return built.frames;
    std::vector<QByteArray> encoded;
    encoded.reserve(items.size());
    for (const SharedItemPtr &item : items)
        encoded.push_back(item->bytes(encoding));
    built.items = items;
    built.frames.clear();
    for (QByteArray &frame : batch(encoding, encoded, limits::MaxMadeFrameBytes))
        built.frames.emplace_back(encoding == Encoding::Cbor, std::move(frame));
    return built.frames;
}

} // namespace banter
