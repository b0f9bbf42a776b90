// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "program.h"

#include "demo/lines.h"
#include "dialects/registry/registry.h"
#include "self_test.h"
#include "store/paths.h"
#include "system/standard_streams.h"

#include <QDir>
#include <QGuiApplication>
#include <QPointer>

namespace banter::desktop {

namespace {

constexpr qint64 HiddenWindowMs = 500;

const QString DemoUser = QStringLiteral("you");

void complain(const QString &sentence)
{
    sayTo(Stream::Error, QStringLiteral("banter: ") + sentence + u'\n');
}

} // namespace

Program::Program(Options options, QString dataDir)
    : m_options(std::move(options)), m_dataDir(std::move(dataDir)),
      m_file(QDir(m_dataDir).filePath(QStringLiteral("settings.ini"))), m_settings(m_file),
      m_book(m_dataDir, !m_options.demo), m_host(QDir(m_dataDir).filePath(QStringLiteral("server")),
                                                 m_options.demo ? nullptr : &m_file, m_options.webSocket),
      m_app(StartModel::Parts{{m_clock, m_scheduler}, enginePorts(m_options.webSocket), m_host, m_book, dialectNames()},
            m_settings),
      m_links(m_app, m_scheduler, dialectNames().first()), m_input(m_clock, *qGuiApp), m_window(m_app)
{
    // Not quit(): that asks each window whether it may close, and the host's asks the person.
    connect(
        &m_app, &AppModel::quitWanted, qGuiApp, [] { QCoreApplication::exit(); }, Qt::QueuedConnection);
    connect(m_app.accounts(), &AccountsModel::began, this, &Program::onAccount);
    connect(m_app.accounts(), &AccountsModel::currentChanged, this, &Program::onCurrent);
    connect(&m_input, &InputWatch::input, m_app.accounts(), &AccountsModel::noteInput);
    connect(&m_host, &HostPort::trouble, this, [](const QString &sentence) {
        complain(sentence.isEmpty() ? QStringLiteral("The database of the server here can be written again.")
                                    : sentence);
    });
    // What is said in the window is also for whoever reads the log.
    connect(m_app.start(), &StartModel::errorChanged, this, [this] {
        const QString error = m_app.start()->error();
        if (!error.isEmpty() && std::exchange(m_lastError, error) != error) {
            complain(error);
        }
    });
    connect(&m_window, &Window::firstFrame, this, &Program::firstFrame);
    followTheSystem();
}

// While all that an event may reach is still here.
Program::~Program()
{
    m_book.finish();
}

void Program::followTheSystem()
{
    m_settings.setSystemDark(m_look.dark());
    connect(&m_look, &SystemLook::darkChanged, &m_settings, &SettingsModel::setSystemDark);
    if (m_options.theme) {
        m_settings.overrideTheme(*m_options.theme);
    }
    if (m_options.language) {
        m_settings.overrideLanguage(*m_options.language);
    }
    m_language.speak(m_settings.language());
    connect(&m_settings, &SettingsModel::languageChanged, this, [this] { m_language.speak(m_settings.language()); });
    connect(&m_language, &Language::changed, this, [this] {
        m_app.retranslate();
        m_window.engine().retranslate();
    });
}

void Program::raise(const QByteArray &activation, const QString &link)
{
    m_window.raise(activation);
    if (link.isEmpty()) {
        return;
    }
    const Result<BanterLink> read = readBanterLink(link);
    if (read.ok()) {
        m_links.follow(read.value());
    } else {
        complain(read.error().message);
    }
}

int Program::selfTest()
{
    const QStringList faults = banter::desktop::selfTest(m_window.engine());
    for (const QString &fault : faults) {
        complain(fault);
    }
    return faults.isEmpty() ? 0 : 1;
}

bool Program::start()
{
    if (!m_window.show(m_options.size, m_options.minimized)) {
        return false;
    }
    // After the first frame, so that neither the disk nor the keychain stands before the window. One that is not shown
    // (another desktop, minimised) has no frame, and must not wait for it.
    connect(this, &Program::firstFrame, this, &Program::begin);
    m_scheduler.after(HiddenWindowMs, [this] { begin(); });
    watchScreenshot();
    return true;
}

void Program::begin()
{
    if (std::exchange(m_begun, true)) {
        return;
    }
    if (!m_trouble.isEmpty()) {
        m_app.openPlain();
        m_app.setFatal(m_trouble);
    } else if (m_options.demo) {
        beginDemo();
    } else if (m_options.host && m_options.signIn) {
        m_app.openPlain();
        m_app.start()->host(m_options.signIn->user, m_options.signIn->password, false);
    } else if (m_options.signIn) {
        const SignInWish &wish = *m_options.signIn;
        m_app.openPlain();
        if (wish.password.isEmpty()) {
            SavedAccount account;
            account.server = QUrl(wish.server);
            account.user = wish.user;
            account.dialect = wish.dialect;
            m_app.start()->setLast(account);
        } else {
            m_app.start()->join(wish.server, wish.user, wish.password, wish.create, false, wish.dialect);
        }
    } else {
        m_app.open();
        if (m_options.link) {
            m_links.follow(*m_options.link);
        }
    }
}

void Program::beginDemo()
{
    connect(&m_host, &HostPort::started, this, [this](const Result<QUrl> &address) {
        if (!address.ok()) {
            complain(address.error().message);
            m_app.setFatal(address.error().message);
            return;
        }
        if (m_company) {
            return; // the person's own sign-in asks for the address, too
        }
        m_company = std::make_unique<demo::Company>(SystemRandom().next());
        connect(m_company.get(), &demo::Company::ready, this, [this, url = address.value()] {
            m_app.start()->join(url.toString(), DemoUser, demo::Company::password(), true, false,
                                dialectNames().first());
        });
        m_company->come(address.value());
    });
    // The first screen has nothing to say in a demo, unless something went wrong.
    connect(m_app.start(), &StartModel::errorChanged, &m_app, &AppModel::openPlain);
    m_host.start();
}

void Program::onAccount(LiveAccount *account)
{
    SessionModel *session = account->session();
    connect(session, &SessionModel::failed, this, [](const QString &text) { complain(text); });
    session->ownPresence()->setIdleAsk([this, session = QPointer(session)] {
        m_idle->ask([session](std::optional<qint64> idleMs) {
            if (session && idleMs) {
                session->ownPresence()->noteIdle(*idleMs);
            }
        });
    });
    if (m_options.demo) {
        m_app.openPlain();
        for (const QString &room : demo::roomNames()) {
            session->membership()->join(room);
        }
        showRoom(*session, demo::roomNames().first());
    }
}

// The room of the command line is for the account that the program starts with.
void Program::onCurrent()
{
    SessionModel *session = m_app.session();
    const QString room = session ? std::exchange(m_options.room, {}) : QString();
    if (!room.isEmpty()) {
        session->membership()->join(room);
        showRoom(*session, room);
    }
}

// A room can be shown once it is joined, which the server has to say first.
void Program::showRoom(SessionModel &shown, const QString &room)
{
    SessionModel *session = &shown;
    const auto show = [session, room] {
        if (session->current()->room() != room && session->rooms()->isJoined(room)) {
            session->current()->show(room);
            return true;
        }
        return session->current()->room() == room;
    };
    if (show()) {
        return;
    }
    // A room that is joined later, by an invitation say, takes nobody away from where they are.
    constexpr qint64 JoinMs = 30'000;
    auto *watch = new QObject(session);
    m_scheduler.after(JoinMs, [left = QPointer(watch)] { delete left; });
    const auto look = [watch, show] {
        if (show()) {
            watch->deleteLater();
        }
    };
    connect(session->rooms(), &RoomsModel::applied, watch, look);
}

void Program::watchScreenshot()
{
    if (m_options.screenshot.isEmpty()) {
        return;
    }
    m_screenshot = std::make_unique<Screenshot>(*m_window.window(), m_app, ModelParts{m_clock, m_scheduler},
                                                m_options.screenshot, m_options.screenshotAfterMs);
    connect(
        m_screenshot.get(), &Screenshot::done, this,
        [this](const QString &problem) {
            if (!problem.isEmpty()) {
                complain(problem);
            }
            const bool refused = m_options.signIn && !m_app.session() && !m_app.start()->error().isEmpty();
            QCoreApplication::exit(problem.isEmpty() && !refused ? 0 : 1);
        },
        Qt::QueuedConnection);
}

} // namespace banter::desktop
