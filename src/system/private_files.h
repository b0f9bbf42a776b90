// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSaveFile>
#include <QString>

namespace banter {

// What keeps the other people of a computer from somebody's files. All of these block on the disk; any thread.

/// Gives the file or folder at `path` to this user alone: on Unix by its mode (0600, 0700), on Windows by a list of
/// rights for this user and the system, which what is made in a folder inherits. False when that is refused. A memory
/// stick of Windows knows no rights: true there, see protectForUser().
bool restrictToUser(const QString &path);
/// The same for the file that `file`, which is open, is writing. On Windows its folder has passed its rights on to it.
bool restrictToUser(QSaveFile &file);

/// On Windows encrypted so that only this user can read it, on this computer, wherever the file is; empty when the
/// system refuses. Elsewhere the same bytes: the mode of the file is enough.
QByteArray protectForUser(const QByteArray &bytes);
/// What was given to protectForUser(). Empty for what was another user's, or was damaged.
QByteArray unprotectForUser(const QByteArray &bytes);

} // namespace banter
