// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

namespace banter {

/// Lets a turn of the mouse wheel move every list as far as it goes, 72 px a notch with three lines. From Qt 6.5 on the
/// motion of a turn ends as soon as the list thinks anew of how tall it is, which one with rows of different heights
/// does whenever a row comes into view: 28 px of 72 were seen with 6.8.2. The way of moving that Qt 6.4 has is left
/// alone by that, and is still there for whoever asks for it in the environment. What is set there already stays.
/// Called before the first list is made, while there is one thread; programs that are started later inherit it.
void letWheelTurnsFinish();

} // namespace banter
