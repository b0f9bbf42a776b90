// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "options.h"

#include "help.h"
#include "printable.h"

#include "core/invite_link.h"
#include "dialects/registry/registry.h"
#include "protocol/server_proof.h"

#include <QCommandLineParser>

namespace banter::cli {
namespace {

using Action = Options::Action;

/// For commands that finish by themselves: longer than any single step of signing in (10 s each,
/// connection/CONNECTION.md).
constexpr qint64 DefaultPatienceMs = 30'000;
/// A day: more is a mistake, and far from where milliseconds overflow.
constexpr double MaxTimeoutSeconds = 86'400;

std::optional<Action> actionNamed(const QString &name)
{
    static const std::pair<QLatin1String, Action> Actions[] = {
        {QLatin1String("register"), Action::Register},   {QLatin1String("rooms"), Action::Rooms},
        {QLatin1String("send"), Action::Send},           {QLatin1String("tail"), Action::Tail},
        {QLatin1String("session"), Action::Session},     {QLatin1String("profile check"), Action::Check},
        {QLatin1String("profile trace"), Action::Trace}, {QLatin1String("diagnose"), Action::Diagnose},
    };
    for (const auto &[known, action] : Actions) {
        if (name == known) {
            return action;
        }
    }
    return std::nullopt;
}

/// Reads one command line. Each step sets m_fault and gives false when it cannot go on.
class Reader {
public:
    explicit Reader(const QProcessEnvironment &environment) : m_environment(environment) { declare(); }

    std::variant<Options, Answer> read(const QStringList &arguments)
    {
        if (!m_parser.parse(arguments)) {
            return usage(m_parser.errorText());
        }
        m_words = m_parser.positionalArguments();
        if (is("help")) {
            return Answer{Exit::Done, helpText(m_words.value(0))};
        }
        if (is("version")) {
            return Answer{Exit::Done, versionText()};
        }
        if (readAction() && m_options.action == Action::Check) {
            return readChecked() ? std::variant<Options, Answer>(m_options) : usage(m_fault);
        }
        if (m_fault.isEmpty() && readServer() && readCredentials() && readWords() && readFigures()) {
            return m_options;
        }
        return usage(m_fault);
    }

private:
    void declare()
    {
        const auto valued = {"server", "dialect", "user",  "password-env", "token-env", "data",     "timeout",
                             "tries",  "batch",   "since", "server-key",   "code",      "websocket"};
        for (const char *name : valued) {
            m_parser.addOption(QCommandLineOption(QLatin1String(name), QString(), QStringLiteral("value")));
        }
        m_parser.addOption(QCommandLineOption(QStringLiteral("print-token")));
        m_parser.addOption(QCommandLineOption(QStringLiteral("insecure")));
        m_parser.addOption(QCommandLineOption(QStringList{QStringLiteral("h"), QStringLiteral("help")}));
        m_parser.addOption(QCommandLineOption(QStringList{QStringLiteral("v"), QStringLiteral("version")}));
    }

    bool is(const char *name) const { return m_parser.isSet(QLatin1String(name)); }
    QString value(const char *name) const { return m_parser.value(QLatin1String(name)); }

    Answer usage(const QString &fault) const
    {
        return {Exit::Usage, QStringLiteral("banter-cli: %1\nTry: banter-cli --help\n").arg(printable(fault))};
    }

    bool fail(const QString &fault)
    {
        m_fault = fault;
        return false;
    }

    bool readAction()
    {
        if (m_words.isEmpty()) {
            return fail(
                QStringLiteral("a command is missing: register, rooms, send, tail, session, diagnose or profile."));
        }
        QString name = m_words.takeFirst();
        if (name == QLatin1String("profile")) {
            if (m_words.isEmpty()) {
                return fail(QStringLiteral("profile needs to know what to do: check or trace."));
            }
            name += QLatin1Char(' ') + m_words.takeFirst();
        }
        const std::optional<Action> action = actionNamed(name);
        if (!action) {
            return fail(QStringLiteral("there is no command '%1'.").arg(name));
        }
        m_options.action = *action;
        return onlyFor("batch", Action::Send) && onlyFor("since", Action::Tail) &&
               onlyFor("print-token", Action::Register) && onlyFor("code", Action::Register);
    }

    bool onlyFor(const char *option, Action action)
    {
        return !is(option) || m_options.action == action ||
               fail(QStringLiteral("--%1 does not belong to this command.").arg(QLatin1String(option)));
    }

    bool readChecked()
    {
        if (m_words.size() != 1 || m_words.constFirst().isEmpty()) {
            return fail(QStringLiteral("profile check needs the file of one profile."));
        }
        m_options.profile = m_words.constFirst();
        return true;
    }

    bool readServer()
    {
        if (!is("server")) {
            return fail(QStringLiteral("--server is missing, such as --server ws://127.0.0.1:7788."));
        }
        if (!readDialect() || !readServerKey()) {
            return false;
        }
        m_options.server = QUrl(value("server"), QUrl::StrictMode);
        m_invited = m_isForeign ? QString() : takeInviteCode(m_options.server);
        QStringList schemes{QStringLiteral("ws"), QStringLiteral("wss")};
        if (m_isForeign) {
            schemes += {QStringLiteral("http"), QStringLiteral("https")};
        }
        const bool known = schemes.contains(m_options.server.scheme());
        if (!m_options.server.isValid() || !known || m_options.server.host().isEmpty()) {
            return fail(QStringLiteral("'%1' is no address of a server; one begins with %2://.")
                            .arg(value("server"), schemes.join(QStringLiteral("://, "))));
        }
        if (!m_options.server.userInfo().isEmpty()) {
            return fail(QStringLiteral("names and passwords do not belong into the address: see --user and "
                                       "--password-env."));
        }
        m_options.dataDir = value("data");
        return !is("data") || !m_options.dataDir.isEmpty() || fail(QStringLiteral("--data needs a folder."));
    }

    bool readServerKey()
    {
        if (!is("server-key")) {
            return true;
        }
        m_options.anyServer = value("server-key") == QLatin1String("none");
        m_options.serverFingerprint = protocol::tidyFingerprint(value("server-key"));
        return m_options.anyServer || !m_options.serverFingerprint.isEmpty() ||
               fail(QStringLiteral("--server-key needs the 32 digits of a server's fingerprint, or none."));
    }

    bool readDialect()
    {
        m_options.dialect = is("dialect") ? value("dialect") : dialectNames().value(0);
        m_isForeign = isForeign(m_options.dialect);
        return isProfileFile(m_options.dialect) || dialectNames().contains(m_options.dialect) ||
               fail(QStringLiteral(
                        "there is no dialect '%1'; known: %2, or the file of a profile, which ends with .json.")
                        .arg(m_options.dialect, dialectNames().join(QLatin1String(", "))));
    }

    bool readCredentials()
    {
        if (m_isForeign && !is("password-env") && !is("token-env")) { // not every server wants any
            m_options.credentials = {Credentials::Method::Token, value("user"), {}};
            return !m_options.credentials.user.isEmpty() || fail(QStringLiteral("--user is missing."));
        }
        if (is("password-env") == is("token-env")) {
            return fail(QStringLiteral("exactly one of --password-env and --token-env is needed: the name of the "
                                       "environment variable that holds the secret."));
        }
        const bool byToken = is("token-env");
        if (byToken && m_options.action == Action::Register) {
            return fail(QStringLiteral("register makes an account with a password: --password-env is needed."));
        }
        Credentials &credentials = m_options.credentials;
        credentials.method = byToken                                ? Credentials::Method::Token
                             : m_options.action == Action::Register ? Credentials::Method::Register
                                                                    : Credentials::Method::Password;
        credentials.user = value("user");
        credentials.code = is("code") ? value("code").trimmed() : m_invited;
        if (credentials.user.isEmpty() && (!byToken || !m_options.dataDir.isEmpty())) {
            return fail(QStringLiteral("--user is missing."));
        }
        return readSecret(value(byToken ? "token-env" : "password-env"));
    }

    bool readSecret(const QString &variable)
    {
        if (!m_environment.contains(variable)) {
            return fail(QStringLiteral("the environment variable '%1' is not set.").arg(variable));
        }
        m_options.credentials.secret = m_environment.value(variable);
        return !m_options.credentials.secret.isEmpty() ||
               fail(QStringLiteral("the environment variable '%1' is empty.").arg(variable));
    }

    bool readWords()
    {
        switch (m_options.action) {
        case Action::Register:
        case Action::Rooms:
        case Action::Session:
        case Action::Diagnose:
            return m_words.isEmpty() || fail(QStringLiteral("'%1' is too much.").arg(m_words.constFirst()));
        case Action::Check:
            break;
        case Action::Trace:
            m_options.rooms = m_words;
            m_options.rooms.removeDuplicates();
            return !m_options.rooms.contains(QString()) || fail(QStringLiteral("the name of a room is missing."));
        case Action::Send:
            if (m_words.isEmpty()) {
                return fail(QStringLiteral("send needs a room."));
            }
            m_options.rooms = {m_words.takeFirst()};
            if (!m_words.isEmpty()) {
                m_options.text = m_words.join(u' ');
            }
            break;
        case Action::Tail:
            m_options.rooms = m_words;
            m_options.rooms.removeDuplicates();
            break;
        }
        const bool named = !m_options.rooms.isEmpty() && !m_options.rooms.contains(QString());
        return named || fail(QStringLiteral("the name of a room is missing."));
    }

    bool readFigures()
    {
        bool understood = true;
        const bool session = m_options.action == Action::Session || m_options.action == Action::Trace;
        m_options.patienceMs = session ? 0 : DefaultPatienceMs;
        if (is("timeout")) {
            const double seconds = value("timeout").toDouble(&understood);
            if (!understood || !(seconds >= 0 && seconds <= MaxTimeoutSeconds)) {
                return fail(QStringLiteral("--timeout needs seconds, 0 to 86400; 0 waits for ever."));
            }
            m_options.patienceMs = qRound64(seconds * 1000);
        }
        if (is("tries")) {
            m_options.maxTries = value("tries").toInt(&understood);
            if (!understood || m_options.maxTries < 1) {
                return fail(QStringLiteral("--tries needs a number, from 1; without it there is no end to them."));
            }
        }
        if (is("since")) {
            m_options.since = value("since").toLongLong(&understood);
            if (!understood || *m_options.since < 0) {
                return fail(QStringLiteral("--since needs the number of a message, from 0."));
            }
        }
        m_options.batch = value("batch");
        m_options.printToken = is("print-token");
        m_options.insecure = is("insecure");
        if (is("websocket")) {
            const std::optional<WebSocketKind> kind = webSocketKindNamed(value("websocket"));
            if (!kind) {
                return fail(QStringLiteral("--websocket is own, qt or auto."));
            }
            m_options.webSocket = *kind;
        }
        return !is("batch") || !m_options.batch.isEmpty() || fail(QStringLiteral("--batch needs a name."));
    }

    const QProcessEnvironment &m_environment;
    QCommandLineParser m_parser;
    QStringList m_words;
    Options m_options;
    QString m_fault;
    bool m_isForeign = false;
    QString m_invited; ///< the code in the server's address
};

} // namespace

std::variant<Options, Answer> readOptions(const QStringList &arguments, const QProcessEnvironment &environment)
{
    return Reader(environment).read(arguments);
}

} // namespace banter::cli
