// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/close_text.h"

#include <QCoreApplication>

namespace banter {

namespace {

/// The translation context of everything here.
struct CloseText {
    Q_DECLARE_TR_FUNCTIONS(CloseText)
};

} // namespace

QString closeText(int code)
{
    switch (code) {
    case 1000:
    case 1005: // a Close frame without a code
        return CloseText::tr("Closed normally.");
    case 1001:
        return CloseText::tr("The server is stopping or restarting.");
    case 1002:
        return CloseText::tr("One side broke the protocol.");
    case 1003:
        return CloseText::tr("One side sent a kind of data that the other does not take.");
    case 1006:
        return CloseText::tr("The connection broke without a goodbye.");
    case 1007:
        return CloseText::tr("A text was not valid.");
    case 1008:
        return CloseText::tr("The server's rules do not allow it.");
    case 1009:
        return CloseText::tr("A message was too large.");
    case 1010:
        return CloseText::tr("The server lacks an extension that is needed.");
    case 1011:
        return CloseText::tr("The server had an error inside.");
    case 1012:
        return CloseText::tr("The server is restarting.");
    case 1013:
        return CloseText::tr("The server is overloaded and asks to try later.");
    case 1014:
        return CloseText::tr("A server on the way gave a bad answer.");
    case 1015:
        return CloseText::tr("The encryption could not be set up.");
    case 4001:
        return CloseText::tr("The sign-in was refused.");
    case 4003:
        return CloseText::tr("The server does not let this account in.");
    default:
        break;
    }
    if (code >= 4000 && code <= 4999) {
        return CloseText::tr("The server closed it for a reason of its own.");
    }
    return CloseText::tr("Closed with an unknown code.");
}

} // namespace banter
