// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import Banter

// A password, hidden until asked to be shown.
LabelledField {
    secret: true
}
