// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/error_text.h"

#include "connection/plain_words.h"

#include <QCoreApplication>

#include <array>

namespace banter {

namespace {

/// The translation context of everything here.
struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

/// What Qt says of certificates that people meet, so that it has a translation; its own may not be installed.
[[maybe_unused]] constexpr std::array CertificateFaults{
    QT_TRANSLATE_NOOP("CertificateFault", "The certificate has expired"),
    QT_TRANSLATE_NOOP("CertificateFault", "The certificate is not yet valid"),
    QT_TRANSLATE_NOOP("CertificateFault", "The certificate is self-signed, and untrusted"),
    QT_TRANSLATE_NOOP("CertificateFault",
                      "The root certificate of the certificate chain is self-signed, and untrusted"),
    QT_TRANSLATE_NOOP("CertificateFault", "The issuer certificate could not be found"),
    QT_TRANSLATE_NOOP("CertificateFault",
                      "The issuer certificate of a locally looked up certificate could not be found"),
    QT_TRANSLATE_NOOP("CertificateFault", "No certificates could be verified"),
    QT_TRANSLATE_NOOP("CertificateFault", "The host name did not match any of the valid hosts for this certificate"),
};

} // namespace

QString errorText(ErrorCode code)
{
    switch (code) {
    case ErrorCode::BadFrame:
        return ErrorText::tr("The server sent something that could not be understood.");
    case ErrorCode::BadRequest:
        return ErrorText::tr("The server did not accept that.");
    case ErrorCode::BadText:
        return ErrorText::tr("The text has characters that may not be in it.");
    case ErrorCode::TooLarge:
        return ErrorText::tr("That is too long. Send it in several parts.");
    case ErrorCode::UnsupportedVersion:
        return ErrorText::tr(
            "This program and the server are of versions that do not fit together. Update the older one.");
    case ErrorCode::Unauthorized:
        return ErrorText::tr("The name or the password is wrong.");
    case ErrorCode::NameTaken:
        return ErrorText::tr(
            "That name is taken or reserved, or looks like one that is. Choose another one, or sign in instead.");
    case ErrorCode::Forbidden:
        return ErrorText::tr("You may not do that here.");
    case ErrorCode::NotFound:
        return ErrorText::tr("There is no such room or person.");
    case ErrorCode::RateLimited:
        return ErrorText::tr("That was too fast. Wait a moment and try again.");
    case ErrorCode::Conflict:
        return ErrorText::tr("That name is in use already.");
    case ErrorCode::StorageFull:
        return ErrorText::tr("The disk is full or read-only. Make some room and try again.");
    case ErrorCode::Unavailable:
        return ErrorText::tr("The server cannot answer now. Try again in a while.");
    case ErrorCode::TimedOut:
        return ErrorText::tr("The server did not answer in time.");
    case ErrorCode::NotConnected:
        return ErrorText::tr("That needs a connection. Try again when you're back online.");
    case ErrorCode::QueueFull:
        return ErrorText::tr("As many messages are waiting to be sent as can be kept, so this one was not taken. Its "
                             "text is still here: send it when some are through, or delete some.");
    case ErrorCode::NotSupported:
        return ErrorText::tr("This server cannot do that.");
    case ErrorCode::NewerDatabase:
        return ErrorText::tr("The data was written by a newer version of Banter. Update Banter to use it.");
    case ErrorCode::InUse:
        return ErrorText::tr("Another program is using the data folder or the port.");
    case ErrorCode::AlreadySent:
        return ErrorText::tr("That message may have reached the server already, so it can no longer be changed.");
    case ErrorCode::OtherServer:
        return ErrorText::tr("Another server than before answers at this address. It was told nothing.");
    case ErrorCode::ServerLost:
        return ErrorText::tr("The server was set back to an earlier state and lost this message.");
    case ErrorCode::Unsent:
        return ErrorText::tr("You stay in the room, since not everything that you wrote there was sent.");
    case ErrorCode::Internal:
        break;
    }
    return ErrorText::tr("Something went wrong inside Banter.");
}

QString errorText(const Error &error, ErrorSource source)
{
    // These two codes say only that something is wrong; what it is, is in the words.
    const bool vague = error.code == ErrorCode::BadRequest || error.code == ErrorCode::Internal;
    const bool tells = vague && !error.message.isEmpty();
    if (source == ErrorSource::Here) {
        return tells ? ErrorText::tr("Something went wrong: %1").arg(error.message) : errorText(error.code);
    }
    if (error.code == ErrorCode::StorageFull && source != ErrorSource::HostedServer) {
        return troubleText(ConnectionTrouble::ServerFull, {});
    }
    if (tells && source == ErrorSource::OtherServer) {
        return ErrorText::tr("The server says: %1").arg(error.message);
    }
    return error.code == ErrorCode::Internal ? ErrorText::tr("Something went wrong on the server.")
                                             : errorText(error.code);
}

QString tooManyRoomsText()
{
    return ErrorText::tr("There is no place for another room: you are in as many as anybody can be, have made as many "
                         "as anybody can, or the server has as many as it can hold.");
}

QString tooManyAccountsText()
{
    return ErrorText::tr("This server has as many accounts as it can hold. Only whoever runs it can make room.");
}

QString failureText(const QString &failure, ErrorSource source)
{
    const qsizetype colon = failure.indexOf(u':');
    const QString name = failure.left(colon).trimmed();
    const ErrorCode code = errorCodeFromName(name);
    if (errorCodeName(code) != name) { // of a newer version, or words alone
        const bool isForPeople = source == ErrorSource::OtherServer;
        return isForPeople ? failure : errorText({ErrorCode::BadRequest, {}, 0}, source);
    }
    // Of a message these two say something of their own.
    if (code == ErrorCode::Conflict || code == ErrorCode::AlreadySent) {
        return ErrorText::tr("Another wording of this message has been sent.");
    }
    return errorText({code, colon < 0 ? QString() : failure.mid(colon + 1).trimmed(), 0}, source);
}

QString remarkText(const Remark &remark)
{
    switch (remark.kind) {
    case Remark::Kind::Speaks:
        break;
    case Remark::Kind::RoomsUnnamed:
        return ErrorText::tr("This server does not say which room a message belongs to. Be in one room at a time, or "
                             "messages are lost.");
    case Remark::Kind::SpaceRefused:
        return ErrorText::tr("The server keeps %1 from you: %2", "a part of it, its own words")
            .arg(remark.subject, remark.words);
    }
    return {};
}

QString troubleText(ConnectionTrouble trouble, const QString &reason)
{
    // Where nobody said anything, the connection puts its own sentence there, which is English and says the same.
    const QString words = reason == sentence(connection::Trouble(trouble)) ? QString() : reason;
    switch (trouble) {
    case ConnectionTrouble::None:
        return {};
    case ConnectionTrouble::UserAsked:
        return ErrorText::tr("You disconnected.");
    case ConnectionTrouble::Unreachable:
        return ErrorText::tr("The server cannot be reached. Check the address and your network.");
    case ConnectionTrouble::Lost:
        return ErrorText::tr("The connection was lost.");
    case ConnectionTrouble::NotWebSocket:
        return ErrorText::tr("Something answers at this address, but it is no chat server. Check the address, to its "
                             "end.");
    case ConnectionTrouble::Tls:
        return words.isEmpty() ? ErrorText::tr("The server's certificate cannot be trusted.")
                               : ErrorText::tr("The server's certificate cannot be trusted: %1")
                                     .arg(QCoreApplication::translate("CertificateFault", words.toUtf8().constData()));
    case ConnectionTrouble::Credentials:
        return ErrorText::tr("The server refused the sign-in. Sign in again.");
    case ConnectionTrouble::Version:
        return errorText(ErrorCode::UnsupportedVersion);
    case ConnectionTrouble::Protocol:
        return ErrorText::tr("The server broke the rules of the conversation.");
    case ConnectionTrouble::Rejected:
        return words.isEmpty() ? ErrorText::tr("The server closes the connection each time.")
                               : ErrorText::tr("The server closes the connection each time: %1").arg(words);
    case ConnectionTrouble::Silent:
        return ErrorText::tr("The server does not answer.");
    case ConnectionTrouble::NoNetwork:
        return ErrorText::tr("This computer has no network.");
    case ConnectionTrouble::HungUp:
        return ErrorText::tr("The server hangs up before it says anything. It may be starting. If that stays so, check "
                             "how the address begins: ws:// is without encryption, wss:// with it.");
    case ConnectionTrouble::OutOfService:
        return ErrorText::tr("The server answers that it cannot work now. Try again in a while.");
    case ConnectionTrouble::Gateway:
        return ErrorText::tr("Something in front of the server answers that the server itself is away. Try again in a "
                             "while.");
    case ConnectionTrouble::TooMany:
        return ErrorText::tr("The server answers that there were too many tries. Wait a while, then try again.");
    case ConnectionTrouble::ServerFull:
        return ErrorText::tr("The server cannot save anything: its disk is full or read-only. Only whoever runs it can "
                             "make room.");
    case ConnectionTrouble::Redirected:
        return ErrorText::tr("This address leads on to another one. Open it in a browser to see where, and use that "
                             "address.");
    case ConnectionTrouble::NoTls:
        return ErrorText::tr("No encrypted connection came about. If this server has no encryption, its address begins "
                             "with ws:// or http://.");
    case ConnectionTrouble::NeedsTls:
        return ErrorText::tr("This server takes encrypted connections only: its address begins with wss:// or "
                             "https://.");
    case ConnectionTrouble::OtherServer:
        return errorText(ErrorCode::OtherServer);
    }
    return {};
}

} // namespace banter
