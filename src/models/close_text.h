// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter {

/// A WebSocket close code as a translated sentence (RFC 6455 section 7.4.1, the IANA registry, and the 4000s that chat
/// servers use). GUI thread.
QString closeText(int code);

} // namespace banter
