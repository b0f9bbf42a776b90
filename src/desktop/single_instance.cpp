// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/single_instance.h"

#include "system/foreground.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QLocalSocket>
#include <QTimer>
#include <QUrl>

namespace banter {

namespace {

/// Longest line that is read from another process: a word, an activation token or "-", and a link.
constexpr qint64 MaxLine = 2'500;
constexpr qsizetype MaxToken = 150;
const QByteArray Raise = QByteArrayLiteral("raise");
const QByteArray NoToken = QByteArrayLiteral("-");
const QByteArray Raised = QByteArrayLiteral("raised\n");

/// A path would do on Unix, but socket paths may have about 100 bytes only.
QString socketNameFor(const QString &folder)
{
    const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QStringLiteral("banter-") + QString::fromLatin1(hash.left(24));
}

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent), m_folder(QDir(dataFolder).canonicalPath()), m_socketName(socketNameFor(m_folder))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::answer);
}

SingleInstance::~SingleInstance() = default;

Result<SingleInstance::Outcome> SingleInstance::claim(const QByteArray &activation, const QString &link)
{
    const Status taken = m_lock.take(QDir(m_folder).filePath(QStringLiteral("banter.lock")));
    if (taken.ok()) {
        listen();
        return Outcome::First;
    }
    if (taken.error().code != ErrorCode::InUse) {
        return Error{ErrorCode::StorageFull, QStringLiteral("The data folder %1 cannot be written to.").arg(m_folder),
                     0};
    }
    return askHolder(activation, link);
}

void SingleInstance::listen()
{
    // We hold the lock: whatever socket is there was left by a process that died.
    QLocalServer::removeServer(m_socketName);
    if (!m_server.listen(m_socketName)) {
        qWarning("banter: a second start will not raise this window: %s", qUtf8Printable(m_server.errorString()));
    }
}

void SingleInstance::answer()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        socket->setReadBufferSize(MaxLine);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(AnswerMs, socket, &QLocalSocket::abort);
        const auto read = [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() >= MaxLine) {
                    socket->abort();
                }
                return;
            }
            const QList<QByteArray> words = socket->readLine(MaxLine).trimmed().split(' ');
            if (words.value(0) == Raise) {
                socket->write(Raised);
                Q_EMIT raiseWanted(words.value(1) == NoToken ? QByteArray() : words.value(1),
                                   QUrl::fromPercentEncoding(words.value(2)));
            }
            socket->disconnectFromServer();
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

Result<SingleInstance::Outcome> SingleInstance::askHolder(const QByteArray &activation, const QString &link)
{
    QLocalSocket socket;
    socket.connectToServer(m_socketName);
    const bool fits = activation.size() < MaxToken && !activation.contains(' ') && !activation.contains('\n');
    // As one word, whatever is in it; one that is too long is none that leads anywhere.
    const QByteArray path = QUrl::toPercentEncoding(link);
    QByteArray line = Raise;
    if ((fits && !activation.isEmpty()) || !path.isEmpty())
        line += ' ' + (fits && !activation.isEmpty() ? activation : NoToken);
    if (!path.isEmpty() && line.size() + path.size() < MaxLine - 2)
        line += ' ' + path;
    // For all of it: whoever answers a byte at a time does not answer.
    const QDeadlineTimer deadline(AnswerMs);
    if (socket.waitForConnected(int(deadline.remainingTime()))) {
        allowForeground(m_lock.holder() ? m_lock.holder()->process : 0);
        socket.write(line + '\n');
        while (!socket.canReadLine() && socket.bytesAvailable() < MaxLine &&
               socket.waitForReadyRead(int(deadline.remainingTime()))) {
        }
        if (socket.readLine(MaxLine) == Raised) {
            return Outcome::Raised;
        }
    }
    return Error{ErrorCode::InUse, holder(), 0};
}

QString SingleInstance::holder() const
{
    const auto &holder = m_lock.holder();
    if (!holder) {
        return QStringLiteral("The data folder %1 is in use by another program.").arg(m_folder);
    }
    return QStringLiteral("The data folder %1 is in use by %2 (process %3 on %4), which does not answer.")
        .arg(m_folder, holder->program, QString::number(holder->process), holder->host);
}

} // namespace banter
