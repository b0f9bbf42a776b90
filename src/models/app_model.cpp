// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/app_model.h"

#include <algorithm>
#include <set>

namespace banter {

AppModel::AppModel(StartModel::Parts parts, SettingsModel &settings, QObject *parent)
    : QObject(parent), m_parts(parts), m_settings(settings), m_accounts({parts.time, parts.sessions, parts.book}),
      m_start(std::move(parts)), m_emoji(settings.file())
{
    connect(&m_start, &StartModel::signedIn, this,
            [this](const SavedAccount &account, const QUrl &hostAddress, SignIn *attempt) {
                m_parts.book.remember(account, attempt->token());
                m_accounts.begin(account, hostAddress, attempt->takePort(), attempt->takeBatches());
            });
    connect(&m_start, &StartModel::hostReady, &m_accounts, &AccountsModel::beginHosted);
    connect(&m_start, &StartModel::hostNotNeeded, this, &AppModel::stopIdleHost);
    connect(&m_parts.host, &HostPort::trouble, this,
            [this](const QString &sentence) { setHostTroubled(!sentence.isEmpty()); });
    connect(&m_parts.host, &HostPort::started, this, [this] { setHostTroubled(false); });
    connect(&m_parts.host, &HostPort::othersCounted, this, &AppModel::onOthersCounted);
    connect(&m_settings, &SettingsModel::maxTriesChanged, this,
            [this] { m_accounts.limitTries(m_settings.maxTries()); });
    m_accounts.limitTries(m_settings.maxTries());
    joinAccounts();
}

void AppModel::joinAccounts()
{
    m_start.setTaken([this](const SavedAccount &account) { return m_accounts.isLive(account); });
    connect(&m_start, &StartModel::busyChanged, this, [this] {
        if (!m_start.busy()) {
            m_accounts.giveUpHosted();
        }
    });
    connect(&m_accounts, &AccountsModel::liveChanged, this, &AppModel::hostingChanged);
    connect(&m_accounts, &AccountsModel::leftHost, this, &AppModel::stopIdleHost);
    connect(&m_accounts, &AccountsModel::currentChanged, this, &AppModel::onCurrent);
    connect(&m_accounts, &AccountsModel::signInWanted, this, &AppModel::onSignInWanted);
    connect(&m_accounts, &AccountsModel::addWanted, this, &AppModel::onAddWanted);
    connect(&m_accounts, &AccountsModel::leaving, this,
            [this](LiveAccount *account) { m_hostsAgain = m_hostsAgain || account->isHosted(); });
    connect(&m_accounts, &AccountsModel::began, this, [this] { m_hostsAgain = false; });
}

AppModel::~AppModel()
{
    m_parts.time.scheduler.cancel(m_countDeadline);
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
    m_emoji.retranslate();
    Q_EMIT hostTroubleChanged();
    m_accounts.retranslate();
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
    LiveAccount *current = m_accounts.current();
    return current ? current->session() : nullptr;
}

// Who looks at a chat again has given up what was tried on the first screen; what goes on by itself is not theirs.
void AppModel::onCurrent()
{
    if (m_accounts.current() && !m_start.resuming()) {
        m_start.cancel();
        m_start.answerOpenWay(false);
    }
}

void AppModel::onSignInWanted(const SavedAccount &account)
{
    m_start.offer(account);
    if (const std::function<QString()> problem = m_accounts.problemOf(account)) {
        m_start.showError(problem, StartModel::NoField);
    }
}

// Whoever hosted here, and does not now, will most likely do so again.
void AppModel::onAddWanted()
{
    if (m_hostsAgain && !hosting()) {
        SavedAccount host;
        host.hosted = true;
        m_start.offer(host);
    } else {
        m_start.offer({});
    }
}

// How many of those whom the server counts as others are accounts of this program.
int AppModel::ownGuests() const
{
    const LiveAccount *host = m_accounts.hosted().front();
    std::set<QString> guests;
    for (LiveAccount *account : m_accounts.live()) {
        const bool isThere = account->isHosted() || account->account().server == host->hostAddress();
        if (isThere && account->session()->connection()->state() == ConnectionModel::Connected) {
            guests.insert(account->session()->identity()->user());
        }
    }
    guests.erase(host->account().user);
    return static_cast<int>(guests.size());
}

void AppModel::stopIdleHost()
{
    if (!hosting() && !m_accounts.isLeavingHost() && !m_start.hosting()) {
        m_parts.host.stop();
    }
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
        m_quitting = false;
        setOthers(-1); // what was counted before may be another number by now
        askBeforeQuitting(m_others);
    });
    countOthers();
}

void AppModel::quitAnyway()
{
    m_quitting = false;
    Q_EMIT quitWanted();
}

void AppModel::askBeforeQuitting(int others)
{
    if (others != 0) {
        Q_EMIT othersRemain(others);
    } else {
        quitAnyway();
    }
}

void AppModel::setOthers(int others)
{
    if (std::exchange(m_others, others) != others) {
        Q_EMIT othersChanged();
    }
}

void AppModel::countOthers()
{
    if (hosting()) {
        m_parts.host.countOthers(m_accounts.hosted().front()->account().user);
    }
}

void AppModel::onOthersCounted(int others)
{
    setOthers(hosting() ? std::max(0, others - ownGuests()) : 0);
    if (std::exchange(m_quitting, false)) {
        m_parts.time.scheduler.cancel(std::exchange(m_countDeadline, 0));
        askBeforeQuitting(m_others);
    }
}

void AppModel::onOpened(const SignInBook::Opened &opened)
{
    m_start.setSecretPlace(opened.place);
    if (opened.last) {
        m_start.setLast(*opened.last);
    }
    m_accounts.open(opened.accounts, opened.last);
    m_hostsAgain = opened.last ? opened.last->hosted : m_parts.host.hasHosted();
    if (!opened.last && m_hostsAgain) { // its account was removed from this computer
        onAddWanted();
    }
    if (const std::optional<SavedAccount> hosted = m_accounts.waiting()) {
        m_start.resumeHosting(*hosted);
    }
    setOpening(false);
}

void AppModel::setOpening(bool opening)
{
    if (m_opening != opening) {
        m_opening = opening;
        Q_EMIT openingChanged();
    }
}

} // namespace banter
