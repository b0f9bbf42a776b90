// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/version.h"

namespace banter {

QString programVersion()
{
    return QStringLiteral(BANTER_VERSION);
}

} // namespace banter
