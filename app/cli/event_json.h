// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"

#include <QJsonObject>

// Events of messages as JSON, without their time. `help.cpp` lists them. Pure; any thread.
namespace banter::cli {

/// An event of that name.
QJsonObject named(const char *event);
/// A field that is left out when there is nothing in it.
void add(QJsonObject &object, const char *name, const QString &text);
void add(QJsonObject &object, const char *name, qint64 number);

/// A message as it is now. `answeredText`: what the message says that it answers, where that is known. `changed`: what
/// of it is another than it was told before.
QJsonObject messageEvent(const ShownMessage &shown, const std::optional<QString> &answeredText = {},
                         const QStringList &changed = {});
/// What became of a message: the parts that changed, or all of them.
QJsonObject changedEvent(const Amendment &change);
/// What is wished of a message, or what became of the wish.
QJsonObject operationEvent(const ShownOperation &shown);
/// What a search found.
QJsonObject foundEvent(const Found &found);

} // namespace banter::cli
