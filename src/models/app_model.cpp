// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/app_model.h"

#include "models/error_text.h"
#include "models/farewell.h"
#include "models/live_session.h"

namespace banter {

AppModel::AppModel(StartModel::Parts parts, SettingsModel &settings, QObject *parent)
    : QObject(parent), m_parts(parts), m_settings(settings), m_start(std::move(parts))
{
    connect(&m_start, &StartModel::signedIn, this,
            [this](const SavedAccount &account, const QUrl &hostAddress, SignIn *attempt) {
                m_parts.book.remember(account, attempt->token());
                begin(account, hostAddress, attempt->takePort(), attempt->takeBatches());
            });
    connect(&m_start, &StartModel::hostReady, this, &AppModel::resume);
    connect(&m_parts.host, &HostPort::trouble, this,
            [this](const QString &sentence) { setHostTroubled(!sentence.isEmpty()); });
    connect(&m_parts.host, &HostPort::started, this, [this] { setHostTroubled(false); });
    connect(&m_parts.host, &HostPort::othersCounted, this, &AppModel::onOthersCounted);
    connect(&m_settings, &SettingsModel::maxTriesChanged, this, &AppModel::limitTries);
}

AppModel::~AppModel()
{
    m_parts.time.scheduler.cancel(m_countDeadline);
}

void AppModel::limitTries()
{
    if (m_live) {
        m_live->sink().tell(tell::LimitTries{m_settings.maxTries()});
    }
}

void AppModel::open()
{
    m_parts.book.open([this](const SignInBook::Opened &opened) { onOpened(opened); });
}

void AppModel::openPlain()
{
    setOpening(false);
}

void AppModel::setFatal(const QString &sentence)
{
    m_fatal = sentence;
    setOpening(false);
    Q_EMIT fatalChanged();
}

void AppModel::retranslate()
{
    m_start.retranslate();
    Q_EMIT hostTroubleChanged();
    if (m_live) {
        m_live->model().retranslate();
    }
}

QString AppModel::hostTrouble() const
{
    return m_hostTroubled
               ? tr("The server on this computer cannot save what is said. Its disk may be full or read-only. "
                    "Nothing that was accepted is lost.")
               : QString();
}

void AppModel::setHostTroubled(bool troubled)
{
    if (m_hostTroubled != troubled) {
        m_hostTroubled = troubled;
        Q_EMIT hostTroubleChanged();
    }
}

SessionModel *AppModel::session() const
{
    return m_live ? &m_live->model() : nullptr;
}

void AppModel::signOut(bool evenWithUnsent)
{
    if (!m_live) {
        return;
    }
    const int unsent = m_live->model().outbox()->leftOver();
    if (unsent > 0 && !evenWithUnsent) {
        Q_EMIT unsentRemain(unsent);
        return;
    }
    m_live->sink().tell(tell::Logout{});
    m_parts.book.forgetToken(m_account);
    end();
}

void AppModel::quit()
{
    if (!hosting()) {
        quitAnyway();
        return;
    }
    m_quitting = true;
    m_parts.time.scheduler.cancel(m_countDeadline);
    m_countDeadline = m_parts.time.scheduler.after(CountDeadlineMs, [this] {
        m_countDeadline = 0;
        quitAnyway();
    });
    countOthers();
}

void AppModel::quitAnyway()
{
    m_quitting = false;
    Q_EMIT quitWanted();
}

void AppModel::countOthers()
{
    if (hosting()) {
        m_parts.host.countOthers(m_account.user);
    }
}

void AppModel::onOthersCounted(int others)
{
    m_others = hosting() ? others : 0;
    Q_EMIT othersChanged();
    if (!std::exchange(m_quitting, false)) {
        return;
    }
    m_parts.time.scheduler.cancel(std::exchange(m_countDeadline, 0));
    if (m_others > 0) {
        Q_EMIT othersRemain(m_others);
    } else {
        quitAnyway();
    }
}

void AppModel::onOpened(const SignInBook::Opened &opened)
{
    m_start.setSecretPlace(opened.place);
    if (opened.last) {
        m_start.setLast(*opened.last);
    }
    const bool resumes = opened.last && opened.last->keep && !opened.token.isEmpty();
    if (resumes && opened.last->hosted) {
        m_start.resumeHosting(*opened.last, opened.token);
    } else if (resumes) {
        resume(*opened.last, {}, opened.token);
    }
    setOpening(false);
}

void AppModel::resume(const SavedAccount &account, const QUrl &hostAddress, const QString &token)
{
    EngineConfig config;
    config.session.server = account.server;
    config.session.credentials = {Credentials::Method::Token, account.user, token};
    config.dialect = account.dialect;
    config.storeFile = m_parts.book.storeFile(account);
    config.keepsToken = account.keep;
    std::unique_ptr<SessionPort> port = m_parts.sessions(config);
    port->tell(tell::Connect{});
    begin(account, hostAddress, std::move(port), {});
}

void AppModel::begin(const SavedAccount &account, const QUrl &hostAddress, std::unique_ptr<SessionPort> port,
                     const std::vector<Changes> &batches)
{
    m_account = account;
    m_others = 0;
    m_live = std::make_unique<LiveSession>(SessionIdentity{account.user, account.server, hostAddress, account.dialect},
                                           std::move(port), m_parts.time);
    if (m_settings.maxTries() > 0) {
        limitTries();
    }
    for (const Changes &changes : batches) {
        m_live->apply(changes);
    }
    // Queued: what comes of it may end the session from inside its own signal.
    connect(&m_live->model(), &SessionModel::tokenChanged, this, &AppModel::onToken, Qt::QueuedConnection);
    connect(m_live.get(), &LiveSession::broken, this, &AppModel::onBroken, Qt::QueuedConnection);
    Q_EMIT sessionChanged();
}

void AppModel::end()
{
    const bool hosted = m_account.hosted;
    new Farewell( // its own owner
        std::move(m_live), m_parts.time,
        [this, hosted] {
            const bool hostedAgain = m_start.hosting() || (m_live && m_account.hosted);
            if (hosted && !hostedAgain) {
                m_parts.host.stop();
            }
        },
        this);
    Q_EMIT sessionChanged();
}

void AppModel::onToken(const QString &token)
{
    if (token.isEmpty()) {
        m_parts.book.forgetToken(m_account);
    } else {
        m_parts.book.remember(m_account, token);
    }
}

void AppModel::onBroken(const Error &error)
{
    if (m_live) {
        end();
        m_start.showError([error] { return errorText(error, ErrorSource::Here); }, StartModel::NoField);
    }
}

void AppModel::setOpening(bool opening)
{
    if (m_opening != opening) {
        m_opening = opening;
        Q_EMIT openingChanged();
    }
}

} // namespace banter
