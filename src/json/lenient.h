// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

// RFC 8259 leaves open what a reader does with text that its grammar allows and whose values it cannot hold. A strict
// reader refuses the whole text for one such value, and with it the message. Pure; any thread.
namespace banter::json {

/// The text with such values put right, or nothing where it has none:
/// - half of a surrogate pair, written as an escape, becomes U+FFFD (section 8.2);
/// - a whole number beyond 64 bits becomes a string of its digits, so that an id stays the id that it is (section 6);
/// - a number beyond a double becomes the largest double of its sign (section 6);
/// - a byte order mark at the beginning goes (section 8.1).
/// What is no JSON stays none. Linear in the text's length; the result is at most four times as long.
QByteArray mended(QByteArrayView text);

} // namespace banter::json
