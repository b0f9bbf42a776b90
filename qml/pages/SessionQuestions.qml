// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
import QtQuick
import Banter
import Banter.Models

// What only the person can answer for a session to go on, asked for by itself: each once. After that the banner asks.
QtObject {
    id: questions

    required property SessionModel session
    required property DialogHost dialogs

    function ask(): void {
        askForSignIn();
        askForTrust();
    }

    function askForSignIn(): void {
        const refused = session.connection.refused;
        const asked = session.signInAgain.asked;
        if (refused && !asked && !session.signInAgain.busy && !dialogs.open)
            dialogs.signInAgain();
        session.signInAgain.asked = refused || (asked && session.connection.state !== ConnectionModel.Connected);
    }

    function askForTrust(): void {
        if (session.serverQuestion.open && !dialogs.open)
            dialogs.otherServer(session.serverQuestion, session.identity.serverName);
    }

    readonly property Connections ofServer: Connections {
        target: questions.session.serverQuestion

        function onChanged(): void {
            questions.askForTrust();
        }
    }
    readonly property Connections ofConnection: Connections {
        target: questions.session.connection

        function onChanged(): void {
            questions.askForSignIn();
        }
    }
}
