// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server_options.h"

#include "core/version.h"
#include "server/data_folder.h"

#include <QCommandLineParser>

#include <cmath>
#include <map>

namespace banter {
namespace {

constexpr char Help[] = R"help(Usage: banter-server --data DIR [--listen HOST:PORT] [--rate N] [--behind-proxy]
                     [--registration open|invited|closed] [--websocket own|qt]
       banter-server backup FILE --data DIR [--replace]
       banter-server check (--data DIR | FILE)
       banter-server restore FILE --data DIR [--replace]
       banter-server invite --data DIR [--uses N]
       banter-server accounts (list | remove NAME... | reset-password NAME [--password-env VAR]) --data DIR
       banter-server rooms (list | remove NAME...) --data DIR

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
  invite              print a code that lets one person, or N, make an account
  accounts            list: a line for each, of fields with tabs between them: account or removed, when it was last
                      seen, its devices, its rooms, when it was made, at which address, its name.
                      remove: nobody is these persons any more; what was said stays, and nobody gets the names.
                      reset-password: a new password, printed unless it is given; all devices are signed out
  rooms               list: the same: public or private, members, messages, who made it, its name.
                      remove: ends them with all that was said.
                      These work on a server that runs, too, and say within ten seconds what came of it; of several
                      names each is removed that can be, and 1 says that one could not

Options:
  --data DIR          the folder that holds the database, server.db; made if need be, one server each
  --listen HOST:PORT  where to listen, 127.0.0.1:0 unless said otherwise; port 0 picks a free one
  --rate N            messages a second and person, 20 unless said otherwise; 0 for no limit
  --behind-proxy      everybody comes through a proxy on this machine, such as the one that speaks TLS: who guesses
                      passwords is told apart by what it says in X-Forwarded-For, its own entry being the last. Without
                      this, wrong passwords of one count for all
  --registration WHO  who may make an account: open (everybody, unless said otherwise), invited (who has a code, see
                      invite; members can make codes, too), closed (nobody)
  --websocket KIND    carry WebSocket by the program's own code (own) or by Qt's (qt); auto, as it is unless said
                      otherwise, is Qt's
  --uses N            how many people a code lets in, 1 to 1000
  --password-env VAR  the environment variable that holds the new password
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
                             {QStringLiteral("registration"), {}, QStringLiteral("WHO")},
                             {QStringLiteral("websocket"), {}, QStringLiteral("KIND")},
                             {QStringLiteral("uses"), {}, QStringLiteral("N")},
                             {QStringLiteral("password-env"), {}, QStringLiteral("VAR")},
                             {QStringLiteral("replace"), {}}});
    }

    ServerWish read(const QStringList &arguments)
    {
        if (!m_parser.parse(arguments))
            return usage(m_parser.errorText() + u'.');
        if (is("help"))
            return ServerAnswer{QString::fromUtf8(Help).trimmed(), ServerExit::Done};
        if (is("version"))
            return ServerAnswer{QStringLiteral("banter-server ") + programVersion(), ServerExit::Done};
        QStringList words = m_parser.positionalArguments();
        const QString command = words.isEmpty() ? QString() : words.takeFirst();
        if (!command.isEmpty() && isForAServer())
            return usage(QStringLiteral("--listen, --rate, --behind-proxy, --registration and --websocket belong to a "
                                        "server, not to %1.")
                             .arg(command));
        if (is("uses") && command != QLatin1String("invite"))
            return usage(QStringLiteral("--uses belongs to invite."));
        if (is("replace") && command != QLatin1String("backup") && command != QLatin1String("restore"))
            return usage(QStringLiteral("--replace belongs to backup and restore."));
        const bool resets = command == QLatin1String("accounts") && words.value(0) == QLatin1String("reset-password");
        if (is("password-env") && !resets)
            return usage(QStringLiteral("--password-env belongs to accounts reset-password."));
        if (command.isEmpty())
            return serve();
        if (command == QLatin1String("backup"))
            return copy<BackupWish>(command, words);
        if (command == QLatin1String("restore"))
            return copy<RestoreWish>(command, words);
        if (command == QLatin1String("check"))
            return check(words);
        if (command == QLatin1String("invite"))
            return invite(words);
        if (command == QLatin1String("accounts"))
            return keep(command, words, ListWish::What::Accounts,
                        {{QStringLiteral("remove"), OperatorOrder::What::RemoveAccount},
                         {QStringLiteral("reset-password"), OperatorOrder::What::SetPassword}});
        if (command == QLatin1String("rooms"))
            return keep(command, words, ListWish::What::Rooms,
                        {{QStringLiteral("remove"), OperatorOrder::What::RemoveRoom}});
        return usage(QStringLiteral("There is no command '%1'.").arg(command));
    }

private:
    bool is(const char *name) const { return m_parser.isSet(QLatin1String(name)); }
    QString value(const char *name) const { return m_parser.value(QLatin1String(name)); }
    bool isForAServer() const
    {
        return is("listen") || is("rate") || is("behind-proxy") || is("registration") || is("websocket");
    }

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

    ServerWish invite(const QStringList &words) const
    {
        if (!words.isEmpty())
            return usage(QStringLiteral("'%1' is too much.").arg(words.constFirst()));
        if (value("data").isEmpty())
            return usage(QStringLiteral("Say with --data where the data lives."));
        bool number = true;
        const int uses = is("uses") ? value("uses").toInt(&number) : 1;
        if (!number || uses < 1 || uses > Registry::MaxCodeUses)
            return usage(QStringLiteral("--uses takes a number from 1 to %1.").arg(Registry::MaxCodeUses));
        return InviteWish{value("data"), uses};
    }

    ServerWish keep(const QString &command, QStringList words, ListWish::What listed,
                    const std::map<QString, OperatorOrder::What> &orders) const
    {
        QStringList known{QStringLiteral("list")};
        for (const auto &[name, what] : orders)
            known << name;
        const QString verb = words.isEmpty() ? QString() : words.takeFirst();
        if (!known.contains(verb))
            return usage(QStringLiteral("%1 needs to know what to do: %2.").arg(command, known.join(u", ")));
        if (value("data").isEmpty())
            return usage(QStringLiteral("Say with --data where the data lives."));
        const auto order = orders.find(verb);
        if (order == orders.end()) {
            return words.isEmpty() ? ServerWish(ListWish{value("data"), listed})
                                   : usage(QStringLiteral("'%1' is too much.").arg(words.constFirst()));
        }
        const bool one = order->second == OperatorOrder::What::SetPassword;
        if (words.isEmpty() || words.contains(QString()) || (one && words.size() > 1))
            return usage(QStringLiteral("%1 %2 takes %3.")
                             .arg(command, verb, one ? QStringLiteral("one name") : QStringLiteral("names")));
        return OrderWish{value("data"), {0, order->second, {}, {}}, words, value("password-env")};
    }

    ServerWish check(const QStringList &words) const
    {
        const bool folder = !value("data").isEmpty();
        if (words.size() > 1 || folder == (words.size() == 1))
            return usage(QStringLiteral("check takes either --data DIR or the name of one file."));
        return CheckWish{folder ? serverDatabaseFile(value("data")) : words.constFirst()};
    }

    ServerWish serve() const
    {
        ServerOptions options;
        options.dataDir = value("data");
        options.behindProxy = is("behind-proxy");
        if (options.dataDir.isEmpty())
            return usage(QStringLiteral("Say with --data where the data lives."));
        if (is("listen") && !readListen(value("listen"), &options))
            return usage(QStringLiteral("--listen takes HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080."));
        if (is("rate") && !readRate(value("rate"), &options))
            return usage(QStringLiteral("--rate takes a number from 0 to 1000000."));
        if (is("registration") && !readRegistration(value("registration"), &options))
            return usage(QStringLiteral("--registration takes open, invited or closed."));
        if (is("websocket") && !readWebSocket(value("websocket"), &options))
            return usage(QStringLiteral("--websocket is own, qt or auto."));
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

    static bool readRegistration(const QString &text, ServerOptions *options)
    {
        static const std::map<QString, RegistrationMode> Modes{
            {QStringLiteral("open"), RegistrationMode::Open},
            {QStringLiteral("invited"), RegistrationMode::Invited},
            {QStringLiteral("closed"), RegistrationMode::Closed},
        };
        const auto mode = Modes.find(text);
        if (mode != Modes.end())
            options->registration = mode->second;
        return mode != Modes.end();
    }

    static bool readWebSocket(const QString &text, ServerOptions *options)
    {
        const std::optional<WebSocketKind> kind = webSocketKindNamed(text);
        options->webSocket = kind.value_or(WebSocketKind::Auto);
        return kind.has_value();
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
