// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace banter::testing {

/// What in a file of QML would let Qt take a text for markup, a sentence with its line number each; empty when there is
/// nothing. Qt Quick guesses the format of a text wherever nobody states it: in Text and its like, in what the controls
/// draw by themselves, in placeholders and in the attached ToolTip. So this wants
/// - `textFormat: ….PlainText`, written out, in each Text, Label, TextEdit and TextArea, and no other format anywhere;
/// - a contentItem of its own in each control that would make one with a text;
/// - a header of its own in each Dialog and Page, a label in each GroupBox;
/// - no placeholderText, no attached ToolTip, no MessageDialog.
/// It reads the file as tokens: comments and strings are no code. Pure.
QStringList markupIn(const QString &source);

} // namespace banter::testing
