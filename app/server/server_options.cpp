// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server_options.h"

#include "server/data_folder.h"

#include <QCommandLineParser>

#include <cmath>

namespace banter {
namespace {

constexpr char Help[] = R"help(Usage: banter-server --data DIR [--listen HOST:PORT] [--rate N] [--behind-proxy]
       banter-server backup FILE --data DIR [--replace]
       banter-server check (--data DIR | FILE)
       banter-server restore FILE --data DIR [--replace]

Banter's chat server, for a team on one machine. It prints "listening on ws://HOST:PORT" once it is ready, then
"identity" and the fingerprint that tells it from every other server, and stops cleanly on SIGTERM and SIGINT. Without
--listen only this machine can reach it.

Commands:
  backup FILE         copy the database into FILE as it is at one moment; the server may run meanwhile, and goes on.
                      FILE is complete and on the disk when the command ends with 0; until then FILE.part grows
  check               look whether a database or a backup is whole; the server may run meanwhile
  restore FILE        put a backup in the place of the data folder's database; the server must not run. What was said
                      after the backup is gone; everybody's program notices that the history is another one, shows it,
                      and sends what it had not sent yet. Sign-outs and passwords are as they were in the backup, too

Options:
  --data DIR          the folder that holds the database, server.db; made if need be, one server each
  --listen HOST:PORT  where to listen, 127.0.0.1:0 unless said otherwise; port 0 picks a free one
  --rate N            messages a second and person, 20 unless said otherwise; 0 for no limit
  --behind-proxy      everybody comes through a proxy on this machine, such as the one that speaks TLS: who guesses
                      passwords is told apart by what it says in X-Forwarded-For, its own entry being the last. Without
                      this, wrong passwords of one count for all
  --replace           backup: replace FILE if it is there. restore: put the database that is there aside, under the
                      name server.db.before-restore-N
  -h, --help          this text
  --version           the version

Exit codes: 0 done, 1 it could not be done, 2 wrong command line, 3 the check found faults.
What went wrong is one sentence on the standard error; each fault that a check finds is a line on the standard output.

A message is acknowledged once it is committed and synced to the disk (SQLite's write-ahead log, fsync at each commit).
)help";

/// Reads one command line.
class Reader {
public:
    Reader()
    {
        m_parser.addOptions({{{QStringLiteral("h"), QStringLiteral("help")}, {}},
                             {QStringLiteral("version"), {}},
                             {QStringLiteral("data"), {}, QStringLiteral("DIR")},
                             {QStringLiteral("listen"), {}, QStringLiteral("HOST:PORT")},
                             {QStringLiteral("rate"), {}, QStringLiteral("N")},
                             {QStringLiteral("behind-proxy"), {}},
                             {QStringLiteral("replace"), {}}});
    }

    ServerWish read(const QStringList &arguments)
    {
        if (!m_parser.parse(arguments))
            return usage(m_parser.errorText() + u'.');
        if (is("help"))
            return ServerAnswer{QString::fromUtf8(Help).trimmed(), ServerExit::Done};
        if (is("version"))
            return ServerAnswer{QStringLiteral("banter-server " BANTER_VERSION), ServerExit::Done};
        QStringList words = m_parser.positionalArguments();
        const QString command = words.isEmpty() ? QString() : words.takeFirst();
        if (!command.isEmpty() && (is("listen") || is("rate") || is("behind-proxy")))
            return usage(
                QStringLiteral("--listen, --rate and --behind-proxy belong to a server, not to %1.").arg(command));
        if (command.isEmpty())
            return serve();
        if (command == QLatin1String("backup"))
            return copy<BackupWish>(command, words);
        if (command == QLatin1String("restore"))
            return copy<RestoreWish>(command, words);
        if (command == QLatin1String("check"))
            return check(words);
        return usage(QStringLiteral("There is no command '%1'.").arg(command));
    }

private:
    bool is(const char *name) const { return m_parser.isSet(QLatin1String(name)); }
    QString value(const char *name) const { return m_parser.value(QLatin1String(name)); }

    static ServerWish usage(const QString &sentence)
    {
        return ServerAnswer{QStringLiteral("banter-server: %1 See banter-server --help.").arg(sentence),
                            ServerExit::Usage};
    }

    template <class Wish>
    ServerWish copy(const QString &command, const QStringList &words) const
    {
        if (words.size() != 1 || words.constFirst().isEmpty())
            return usage(QStringLiteral("%1 takes the name of one file.").arg(command));
        if (value("data").isEmpty())
            return usage(QStringLiteral("Say with --data where the data lives."));
        return Wish{value("data"), words.constFirst(), is("replace")};
    }

    ServerWish check(const QStringList &words) const
    {
        if (is("replace"))
            return usage(QStringLiteral("--replace does not belong to check."));
        const bool folder = !value("data").isEmpty();
        if (words.size() > 1 || folder == (words.size() == 1))
            return usage(QStringLiteral("check takes either --data DIR or the name of one file."));
        return CheckWish{folder ? serverDatabaseFile(value("data")) : words.constFirst()};
    }

    ServerWish serve() const
    {
        if (is("replace"))
            return usage(QStringLiteral("--replace belongs to backup and restore."));
        ServerOptions options;
        options.dataDir = value("data");
        options.behindProxy = is("behind-proxy");
        if (options.dataDir.isEmpty())
            return usage(QStringLiteral("Say with --data where the data lives."));
        if (is("listen") && !readListen(value("listen"), &options))
            return usage(QStringLiteral("--listen takes HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080."));
        if (is("rate") && !readRate(value("rate"), &options))
            return usage(QStringLiteral("--rate takes a number from 0 to 1000000."));
        return options;
    }

    // HOST:PORT with an IPv6 host in brackets, HOST, or :PORT.
    static bool readListen(const QString &text, ServerOptions *options)
    {
        QUrl url;
        url.setScheme(QStringLiteral("ws"));
        url.setAuthority(text, QUrl::StrictMode);
        const bool clean = url.isValid() && url.userInfo().isEmpty() && !url.host().isEmpty();
        if (!clean)
            return false;
        options->host = url.host();
        options->port = quint16(url.port(0));
        return true;
    }

    static bool readRate(const QString &text, ServerOptions *options)
    {
        bool number = false;
        options->ratePerSecond = text.toDouble(&number);
        return number && std::isfinite(options->ratePerSecond) && options->ratePerSecond >= 0 &&
               options->ratePerSecond <= 1e6;
    }

    QCommandLineParser m_parser;
};

} // namespace

ServerWish readServerWish(const QStringList &arguments)
{
    return Reader().read(arguments);
}

} // namespace banter
