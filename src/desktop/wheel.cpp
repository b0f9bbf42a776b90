// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/wheel.h"

#include <QByteArray>
#include <QtGlobal>

namespace banter {

void letWheelTurnsFinish()
{
    // Qt's own deceleration is 15,000 px/s², and 14,999 is the most with which it moves that way.
    constexpr auto Deceleration = "QT_QUICK_FLICKABLE_WHEEL_DECELERATION";
    if (!qEnvironmentVariableIsSet(Deceleration))
        qputenv(Deceleration, "14999");
}

} // namespace banter
