// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/accounts_model.h"

#include "models/error_text.h"
#include "models/people.h"
#include "models/server_address.h"

namespace banter {

AccountsModel::AccountsModel(Parts parts, QObject *parent)
    : RowModel(parent), m_parts(std::move(parts)), m_goodbyes(m_parts.book, m_parts.time)
{
    connect(&m_goodbyes, &Goodbyes::leftHost, this, &AccountsModel::leftHost);
}

void AccountsModel::open(const std::vector<SignInBook::Kept> &kept, const std::optional<SavedAccount> &shown)
{
    m_wanted = shown ? m_parts.book.key(*shown) : QString();
    for (const SignInBook::Kept &one : kept) {
        AccountRow &row = put(one.account);
        const bool goesOn = one.account.keep && !one.token.isEmpty();
        if (goesOn && one.account.hosted) {
            row.token = one.token;
            touch(row.key);
        } else if (goesOn) {
            resume(row, {}, one.token);
        }
    }
    const AccountRow *wanted = m_rows.find(m_wanted);
    const bool comes = wanted && !wanted->token.isEmpty();
    if (!m_current && !comes) {
        show(m_rows.nextTo(0));
    }
}

void AccountsModel::beginHosted(const QUrl &hostAddress)
{
    for (int each = 0; each < m_rows.size(); ++each) {
        AccountRow &row = m_rows.at(each);
        const QString token = std::exchange(row.token, {});
        if (!token.isEmpty()) {
            row.account.server = hostAddress;
            resume(row, hostAddress, token);
        }
    }
}

void AccountsModel::giveUpHosted()
{
    for (int each = 0; each < m_rows.size(); ++each) {
        if (!std::exchange(m_rows.at(each).token, {}).isEmpty()) {
            touch(m_rows.at(each).key);
        }
    }
}

void AccountsModel::resume(AccountRow &row, const QUrl &hostAddress, const QString &token)
{
    EngineConfig config;
    config.session.server = row.account.server;
    config.session.credentials = {Credentials::Method::Token, row.account.user, token};
    config.dialect = row.account.dialect;
    config.storeFile = m_parts.book.storeFile(row.account);
    config.serverFile = m_parts.book.serverFile(row.account);
    config.keepsToken = row.account.keep;
    std::unique_ptr<SessionPort> port = m_parts.sessions(config);
    port->tell(tell::Connect{});
    goLive(row, hostAddress, std::move(port), {}, row.key == m_wanted);
}

void AccountsModel::begin(const SavedAccount &account, const QUrl &hostAddress, std::unique_ptr<SessionPort> port,
                          const std::vector<Changes> &batches)
{
    AccountRow &row = put(account);
    row.token.clear();
    row.problem = {};
    goLive(row, hostAddress, std::move(port), batches, true);
}

AccountRow &AccountsModel::put(const SavedAccount &account)
{
    const QString key = m_parts.book.key(account);
    if (AccountRow *known = m_rows.find(key)) {
        known->account = account;
        return *known;
    }
    const int last = m_rows.size();
    beginInsertRows({}, last, last);
    m_rows.append({key, account});
    endInsertRows();
    Q_EMIT countChanged();
    return m_rows.at(last);
}

void AccountsModel::goLive(AccountRow &row, const QUrl &hostAddress, std::unique_ptr<SessionPort> port,
                           const std::vector<Changes> &batches, bool isShown)
{
    row.live = std::make_unique<LiveAccount>(LiveAccount::Of{row.account, row.key, hostAddress}, std::move(port),
                                             m_parts.time);
    m_goodbyes.keep(row.key);
    LiveAccount &account = *row.live;
    if (!isShown) {
        account.session()->setActive(false);
    }
    if (m_maxTries > 0) {
        account.limitTries(m_maxTries);
    }
    for (const Changes &changes : batches) {
        account.apply(changes);
    }
    const QString key = account.key();
    connect(&account, &LiveAccount::changed, this, [this, key] {
        touch(key);
        count();
    });
    connect(&account, &LiveAccount::unsentRemain, this,
            [this, &account](int unsent) { Q_EMIT unsentRemain(&account, unsent); });
    connect(&account, &LiveAccount::signedOut, this, [this, key] { onSignedOut(key); });
    // Queued: what comes of it may end the session from inside its own signal.
    connect(
        &account, &LiveAccount::tokenChanged, this, [this, key](const QString &token) { onToken(key, token); },
        Qt::QueuedConnection);
    connect(
        &account, &LiveAccount::broken, this, [this, key](const Error &error) { onBroken(key, error); },
        Qt::QueuedConnection);
    touch(account.key());
    count();
    Q_EMIT began(&account);
    Q_EMIT liveChanged();
    if (isShown) {
        show(&account);
    }
}

void AccountsModel::limitTries(int tries)
{
    m_maxTries = tries;
    for (LiveAccount *account : live()) {
        account->limitTries(tries);
    }
}

void AccountsModel::retranslate()
{
    for (LiveAccount *account : live()) {
        account->session()->retranslate();
    }
    if (m_rows.size() > 0) {
        Q_EMIT dataChanged(index(0), index(m_rows.size() - 1));
    }
}

bool AccountsModel::isLive(const SavedAccount &account) const
{
    const AccountRow *row = m_rows.find(m_parts.book.key(account));
    return row && row->live;
}

std::function<QString()> AccountsModel::problemOf(const SavedAccount &account) const
{
    const AccountRow *row = m_rows.find(m_parts.book.key(account));
    return row ? row->problem : std::function<QString()>();
}

void AccountsModel::choose(const QString &key)
{
    const AccountRow *row = m_rows.find(key);
    if (!row) {
        return;
    }
    if (row->live) {
        if (row->live.get() != m_current) {
            m_parts.book.use(row->account);
            show(row->live.get());
        }
        return;
    }
    const bool comes = !row->token.isEmpty();
    if (!comes) {
        Q_EMIT signInWanted(SavedAccount(row->account));
    }
    show(nullptr);
    if (comes) { // by itself
        m_wanted = key;
    }
}

void AccountsModel::chooseAt(int row)
{
    if (row >= 0 && row < rowCount({})) {
        choose(m_rows.at(row).key);
    }
}

void AccountsModel::add()
{
    Q_EMIT addWanted(); // first, so that the first screen comes with the right fields
    show(nullptr);
}

void AccountsModel::goBack()
{
    if (m_current) {
        return;
    }
    const AccountRow *before = m_rows.find(m_before);
    show(before && before->live ? before->live.get() : m_rows.nextTo(0));
}

void AccountsModel::remove(const QString &key)
{
    const int row = m_rows.indexOf(key);
    if (row < 0) {
        return;
    }
    const SavedAccount account = m_rows.at(row).account;
    LiveAccount *live = m_rows.at(row).live.get();
    const bool wasShown = live && live == m_current;
    if (live) {
        live->signOut(true);
    }
    beginRemoveRows({}, row, row);
    m_rows.remove(row);
    endRemoveRows();
    Q_EMIT countChanged();
    m_parts.book.forget(account);
    m_goodbyes.erase(account);
    if (wasShown && !m_current) {
        Q_EMIT addWanted();
    }
}

bool AccountsModel::stopsHost(const QString &key) const
{
    const std::vector<LiveAccount *> hosted = m_rows.hosted();
    return hosted.size() == 1 && hosted.front()->key() == key;
}

void AccountsModel::setActive(bool active)
{
    m_active = active;
    if (m_current) {
        m_current->session()->setActive(active);
    }
}

void AccountsModel::noteInput()
{
    for (LiveAccount *account : live()) {
        account->session()->ownPresence()->noteInput();
    }
}

void AccountsModel::show(LiveAccount *account)
{
    m_wanted.clear();
    if (account == m_current) {
        return;
    }
    const LiveAccount *before = m_current;
    if (m_current) {
        m_current->session()->setActive(false);
        m_before = m_current->key();
    }
    m_current = account;
    if (m_current) {
        m_current->session()->setActive(m_active);
    }
    for (const LiveAccount *changed : {before, static_cast<const LiveAccount *>(m_current)}) {
        if (changed) {
            touch(changed->key());
        }
    }
    Q_EMIT currentChanged();
}

// Nobody sees it from here on; its session ends once it has said goodbye.
void AccountsModel::end(AccountRow &row)
{
    const QString key = row.key;
    Q_EMIT leaving(row.live.get());
    std::unique_ptr<LiveAccount> account = std::move(row.live);
    account->disconnect(this);
    if (m_current == account.get()) {
        show(m_rows.nextTo(m_rows.indexOf(key)));
    }
    touch(key);
    count();
    Q_EMIT liveChanged();
    m_goodbyes.begin(std::move(account));
}

void AccountsModel::onSignedOut(const QString &key)
{
    AccountRow &row = *m_rows.findLive(key);
    const SavedAccount account = row.account;
    const bool wasShown = m_current == row.live.get();
    m_parts.book.forgetToken(account);
    end(row);
    if (wasShown && m_current) {
        m_parts.book.use(m_current->account());
    } else if (wasShown) {
        Q_EMIT signInWanted(account);
    }
}

void AccountsModel::onToken(const QString &key, const QString &token)
{
    const AccountRow *row = m_rows.findLive(key);
    if (!row) {
        return;
    }
    if (token.isEmpty()) {
        m_parts.book.forgetToken(row->account);
    } else {
        m_parts.book.keepToken(row->account, token);
    }
}

void AccountsModel::onBroken(const QString &key, const Error &error)
{
    AccountRow *row = m_rows.findLive(key);
    if (!row) {
        return;
    }
    row->problem = [error] { return errorText(error, ErrorSource::Here); };
    const SavedAccount account = row->account;
    const bool wasShown = m_current == row->live.get();
    if (wasShown) {
        show(nullptr); // and no other one in its place: the person is to read why
    }
    end(*row);
    if (wasShown) {
        Q_EMIT signInWanted(account);
    }
}

void AccountsModel::touch(const QString &key)
{
    const int row = m_rows.indexOf(key);
    if (row >= 0) {
        Q_EMIT dataChanged(index(row), index(row));
    }
}

void AccountsModel::count()
{
    const int unread = m_rows.unread();
    if (std::exchange(m_unread, unread) != unread) {
        Q_EMIT unreadChanged();
    }
}

int AccountsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

QVariant AccountsModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const AccountRow &row = m_rows.at(at.row());
    switch (role) {
    case Qt::DisplayRole:
    case UserRole:
        return row.user();
    case KeyRole:
        return row.key;
    case InitialsRole:
        return initialsOf(row.user());
    case HueRole:
        return hueOf(row.user());
    case ServerNameRole:
        return serverDisplayName(row.account.server);
    case StateRole:
        return int(row.state());
    case WordRole:
        return row.word();
    case UnreadRole:
        return row.unread();
    case LiveRole:
        return row.live != nullptr;
    case IsCurrentRole:
        return row.live && row.live.get() == m_current;
    case AccountRole:
        return QVariant::fromValue(row.live.get());
    default:
        return {};
    }
}

QHash<int, QByteArray> AccountsModel::roleNames() const
{
    return {{KeyRole, "key"},
            {UserRole, "user"},
            {InitialsRole, "initials"},
            {HueRole, "hue"},
            {ServerNameRole, "serverName"},
            {StateRole, "status"},
            {WordRole, "word"},
            {UnreadRole, "unread"},
            {LiveRole, "live"},
            {IsCurrentRole, "isCurrent"},
            {AccountRole, "account"}};
}

} // namespace banter
