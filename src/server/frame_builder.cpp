// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/frame_builder.h"

namespace banter {

using namespace protocol;

namespace {

std::vector<QByteArray> frames(Encoding encoding, const std::vector<SharedItemPtr> &items)
{
    std::vector<QByteArray> encoded;
    encoded.reserve(items.size());
    for (const SharedItemPtr &item : items)
        encoded.push_back(item->bytes(encoding));
    return batch(encoding, encoded, limits::MaxMadeFrameBytes);
}

} // namespace

const std::vector<QString> &FrameBuilder::text(const std::vector<SharedItemPtr> &items)
{
    if (items == m_textItems)
        return m_texts;
    m_textItems = items;
    m_texts.clear();
    for (const QByteArray &frame : frames(Encoding::Json, items))
        m_texts.push_back(QString::fromUtf8(frame));
    return m_texts;
}

const std::vector<QByteArray> &FrameBuilder::binary(const std::vector<SharedItemPtr> &items)
{
    if (items == m_binaryItems)
        return m_binaries;
    m_binaryItems = items;
    m_binaries = frames(Encoding::Cbor, items);
    return m_binaries;
}

} // namespace banter
