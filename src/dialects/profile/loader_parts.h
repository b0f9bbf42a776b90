// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/profile/profile.h"
#include "dialects/profile/reading.h"

// The parts of a profile's file; each takes its members away and leaves its faults.
namespace banter::profile {

void loadFraming(Members &file, Profile &profile);
void loadCredentials(Members &file, Profile &profile);
void loadRooms(Members &file, Profile &profile);
void loadSay(Members &file, Profile &profile);
void loadHear(Members &file, Profile &profile);
void loadFigures(Members &file, Profile &profile);

/// A place, or a list of places; a fault where one is none. Empty when it is not there.
Places loadPlaces(Members &members, const char *name);

/// Whether the names in a template are among `known`; a fault where not.
void checkNames(const Located &value, const QString &where, const QStringList &known, Faults &faults);

} // namespace banter::profile
