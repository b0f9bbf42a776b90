// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/messages.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>
#include <vector>

namespace banter::protocol {

/// How items look inside a WebSocket message: JSON in text frames, CBOR (RFC 8949) in binary ones.
enum class Encoding { Json, Cbor };

/// The WebSocket subprotocols, in the order in which a client offers them. A server that picks one of the first two
/// answers `identify`.
inline constexpr QLatin1String ProvingJsonSubprotocol{"banter.v1.identity.json"};
inline constexpr QLatin1String ProvingCborSubprotocol{"banter.v1.identity.cbor"};
inline constexpr QLatin1String JsonSubprotocol{"banter.v1.json"};
inline constexpr QLatin1String CborSubprotocol{"banter.v1.cbor"};

/// What frames look like under that subprotocol; nothing for one that is not ours. Pure.
std::optional<Encoding> encodingOf(const QString &subprotocol);
/// Whether the server proves who it is under that subprotocol. Pure.
bool provesIdentity(const QString &subprotocol);

/// One item that was well-formed as JSON or CBOR but not as banter.v1.
struct BadItem {
    quint64 id = 0; ///< the item's id or re, 0 where it could not be read
    Error error;    ///< BadRequest, BadText or TooLarge, naming the field; NotSupported for an unknown type with an id
};

template <class Item>
struct Decoded {
    std::vector<Item> items;  ///< in the frame's order
    std::vector<BadItem> bad; ///< dropped, to be answered or counted
    int unknown = 0;          ///< items of an unknown type that want no answer: ignored
};

/// Reads frames. Keeps its buffers between calls, so that a frame costs no allocation but its strings'. Not
/// thread-safe: one per thread.
class Decoder {
public:
    Decoder();
    ~Decoder();
    Decoder(Decoder &&) noexcept;
    Decoder &operator=(Decoder &&) noexcept;

    /// A frame is one item or an array of at most MaxBatch. BadFrame when it is not valid JSON or CBOR (invalid UTF-8
    /// included), is nested over MaxDepth or is neither object nor array of objects; TooLarge over MaxFrameBytes or
    /// MaxBatch. Never throws.
    /// What an item gives is within limits.h, in its texts, numbers and lists; a page's messages are contiguous.
    Result<Decoded<ClientItem>> client(Encoding encoding, QByteArrayView bytes);
    Result<Decoded<ServerItem>> server(Encoding encoding, QByteArrayView bytes);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// One item as a frame by itself. Never fails: texts are within limits by construction; sentences (errors, notices,
/// program names) are cut to theirs. Error codes that do not cross the wire become Internal. Any thread.
QByteArray encode(Encoding encoding, const ClientItem &item);
QByteArray encode(Encoding encoding, const ServerItem &item);

/// Puts items that were encoded one by one into as few frames as `maxItems` (1 to MaxBatch) and `maxFrameBytes` allow,
/// keeping their order. A single item is not wrapped in an array; one that is over `maxFrameBytes` by itself makes a
/// frame of its own all the same. Any thread.
std::vector<QByteArray> batch(Encoding encoding, const std::vector<QByteArray> &items, qint64 maxFrameBytes,
                              int maxItems = limits::MaxBatch);

} // namespace banter::protocol
