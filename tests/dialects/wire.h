// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/native/native_dialect.h"
#include "protocol/codec.h"

#include <functional>

namespace banter {

/// A native dialect and the server's side of its wire.
class Wire {
public:
    explicit Wire(protocol::Encoding encoding = protocol::Encoding::Json);

    DialectOutput open();
    /// Opens, and welcomes with every capability; `change` may alter the welcome first. Gives what the dialect made of
    /// it.
    DialectOutput welcome(const std::function<void(protocol::Welcome &)> &change = {});
    DialectOutput say(const protocol::ServerItem &item);
    DialectOutput sayBytes(const QByteArray &bytes);
    /// The items in the frames; empty when one cannot be read as the encoding in use.
    std::vector<protocol::ClientItem> read(const DialectOutput &out);
    /// What the dialect sends for one request; ticket 41.
    std::vector<protocol::ClientItem> ask(const ask::Request &request);

    protocol::Encoding encoding;
    std::unique_ptr<Dialect> dialect;
    protocol::Decoder decoder;
};

/// Who signs in at every Wire.
Credentials annsPassword();

/// The one event of an output, if it is one and an `Event`.
template <class Event>
const Event *only(const DialectOutput &out)
{
    return out.events.size() == 1 ? std::get_if<Event>(&out.events[0]) : nullptr;
}

} // namespace banter
