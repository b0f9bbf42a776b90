// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/link_guide.h"
#include "models/settings_model.h"
#include "transport/websocket_choice.h"

#include <QProcessEnvironment>
#include <QSize>
#include <QStringList>

#include <optional>
#include <variant>

namespace banter::desktop {

/// Signing in from the command line, for scripts and shortcuts.
struct SignInWish {
    QString server; ///< as a person types it
    QString user;
    QString password; ///< or the token; empty: the first screen asks for it
    QString dialect;  ///< what the server speaks: a name, or the path of a profile
    bool create = false;
};

/// A command line that made sense.
struct Options {
    QString dataDir; ///< empty: the system's place
    bool demo = false;
    bool host = false;
    QString linkText;                 ///< as it was given; empty: none
    std::optional<SignInWish> signIn; ///< with host: the account of the server here
    QString room;                     ///< to be shown first; empty: as usual
    std::optional<BanterLink> link;   ///< to be shown first
    bool minimized = false;           ///< the window waits on the task bar
    std::optional<SettingsModel::Theme> theme;
    std::optional<QString> language;
    std::optional<QSize> size;
    QString screenshot;           ///< a file; empty: none
    qint64 screenshotAfterMs = 0; ///< longer wait than until the timeline is still
    bool selfTest = false;
    WebSocketKind webSocket = WebSocketKind::Auto;
    bool traceStart = false; ///< tell on stderr when the first frame was there
};

/// Something to print instead of running: help or version (code 0, standard output), or what is wrong with the command
/// line (code 2, standard error).
struct Answer {
    int code = 2;
    QString text;
};

/// Reads a command line. `arguments` begin with the program's name; a password comes from `environment` only. Any
/// thread.
std::variant<Options, Answer> readOptions(const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace banter::desktop
