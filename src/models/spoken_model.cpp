// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/spoken_model.h"

#include <QFileInfo>

namespace banter {

namespace {

const QString Automatic = QStringLiteral("auto");
const QString Banter = QStringLiteral("banter");
const QString Notices = QStringLiteral("notices");
/// Not a dialect's name: the path of a profile stands in its place.
const QString File = QStringLiteral("/file");

} // namespace

SpokenModel::SpokenModel(const QStringList &dialects, QObject *parent) : QObject(parent)
{
    for (const QString &offered : {Automatic, Banter, QStringLiteral("channels"), QStringLiteral("rooms"),
                                   QStringLiteral("rooms-socketio"), QStringLiteral("chats"), Notices}) {
        if (dialects.contains(offered)) {
            m_keys.append(offered);
        }
    }
    if (m_keys.size() > 1) { // other servers than our own are spoken to
        m_keys.append(File);
    }
}

bool SpokenModel::mayBeOwn(const QString &dialect)
{
    return dialect == Automatic || dialect == Banter || dialect == QLatin1String("banter-cbor");
}

QString SpokenModel::labelOf(const QString &dialect)
{
    if (dialect == Automatic) {
        return tr("Automatic");
    }
    if (dialect == Banter || dialect == QLatin1String("banter-cbor")) {
        return tr("Banter");
    }
    if (dialect == QLatin1String("channels")) {
        return tr("Channels");
    }
    if (dialect == QLatin1String("rooms")) {
        return tr("Rooms");
    }
    if (dialect == QLatin1String("rooms-socketio")) {
        return tr("Rooms over Socket.IO");
    }
    if (dialect == QLatin1String("chats")) {
        return tr("Chats");
    }
    if (dialect == Notices) {
        return tr("Notices");
    }
    return QFileInfo(dialect).completeBaseName();
}

QStringList SpokenModel::labels() const
{
    QStringList all;
    for (const QString &key : m_keys) {
        all.append(key == File ? tr("Profile file…") : labelOf(key));
    }
    return all;
}

void SpokenModel::setCurrent(int index)
{
    if (index >= 0 && index < m_keys.size() && index != m_current) {
        m_current = index;
        Q_EMIT changed();
        Q_EMIT wordsChanged();
    }
}

QString SpokenModel::hint() const
{
    if (key() == Automatic) {
        return tr("Banter finds out what the server speaks.");
    }
    if (key() == Banter) {
        return tr("A server of this program.");
    }
    if (key() == QLatin1String("channels")) {
        return tr("Plain WebSocket: channels, and who is there.");
    }
    if (key() == QLatin1String("rooms")) {
        return tr("Plain WebSocket: rooms with receipts, typing and pointers.");
    }
    if (key() == QLatin1String("rooms-socketio")) {
        return tr("Socket.IO: rooms with typing and pointers.");
    }
    if (key() == QLatin1String("chats")) {
        return tr("Socket.IO: chats with receipts.");
    }
    if (key() == Notices) {
        return tr("A stream of notices to read; nothing can be sent.");
    }
    return key() == File ? tr("A file describes what the server speaks.") : QString();
}

QString SpokenModel::secretLabel() const
{
    if (key() == Automatic || key() == File) {
        return tr("Password or token");
    }
    return takesToken() ? tr("Token") : tr("Password");
}

QString SpokenModel::secretHint() const
{
    if (key() == Notices) {
        return tr("A token, or a cookie as NAME=VALUE. Leave it empty where none is asked for.");
    }
    return takesToken() ? tr("Leave it empty where none is asked for.") : QString();
}

QString SpokenModel::nameHint() const
{
    return takesToken() ? tr("Your name as this server shows it.") : QString();
}

QString SpokenModel::addressExample() const
{
    return key() == Notices ? QStringLiteral("https://chat.example.org/notices") : QStringLiteral("chat.example.org");
}

bool SpokenModel::canRegister() const
{
    return key() == Banter || key() == Automatic;
}

bool SpokenModel::needsFile() const
{
    return key() == File;
}

bool SpokenModel::takesToken() const
{
    return key() != Banter && key() != Automatic;
}

void SpokenModel::chooseFile(const QUrl &file)
{
    if (file.isLocalFile() && file.toLocalFile() != m_profileFile) {
        m_profileFile = file.toLocalFile();
        Q_EMIT changed();
    }
}

QString SpokenModel::dialect() const
{
    return needsFile() ? m_profileFile : key();
}

void SpokenModel::choose(const QString &dialect)
{
    const QString known = dialect == QLatin1String("banter-cbor") ? Banter : dialect;
    if (m_keys.contains(known)) {
        setCurrent(static_cast<int>(m_keys.indexOf(known)));
    } else if (m_keys.contains(File) && QFileInfo(known).isAbsolute()) {
        m_profileFile = known;
        setCurrent(static_cast<int>(m_keys.indexOf(File)));
        Q_EMIT changed();
    }
}

} // namespace banter
