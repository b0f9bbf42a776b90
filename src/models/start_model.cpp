// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/start_model.h"

#include "core/invite_link.h"
#include "models/error_text.h"
#include "models/server_address.h"
#include "models/sign_in_faults.h"
#include "models/text_rules.h"
#include "transport/secrecy.h"

namespace banter {

namespace {

ErrorSource sourceOf(const SavedAccount &account)
{
    if (account.hosted) {
        return ErrorSource::HostedServer;
    }
    return SpokenModel::mayBeOwn(account.dialect) ? ErrorSource::OwnServer : ErrorSource::OtherServer;
}

QString personAt(const SavedAccount &account)
{
    return account.user + u'@' + account.server.toString();
}

} // namespace

StartModel::StartModel(Parts parts, QObject *parent)
    : QObject(parent), m_parts(std::move(parts)), m_spoken(m_parts.dialects)
{
    connect(&m_parts.host, &HostPort::started, this, &StartModel::onHostStarted);
}

StartModel::~StartModel() = default;

void StartModel::setLast(const SavedAccount &account)
{
    m_lastAddress = account.hosted ? QString() : account.server.toString();
    m_lastName = account.user;
    m_lastHosted = account.hosted;
    m_lastCreating = false;
    m_lastCode.clear();
    if (!account.hosted) {
        m_spoken.choose(account.dialect);
    }
    Q_EMIT lastChanged();
}

void StartModel::invite(const QString &code)
{
    m_lastCreating = true;
    m_lastCode = code;
    m_wantsCode = true;
    Q_EMIT lastChanged();
    Q_EMIT errorChanged();
}

void StartModel::offer(const std::optional<SavedAccount> &account)
{
    if (busy()) {
        return;
    }
    clearError();
    m_serverQuestion.refuse();
    m_wantsCode = false;
    SavedAccount blank;
    blank.dialect = m_parts.dialects.value(0);
    setLast(account.value_or(blank));
    if (!account) {
        m_spoken.setCurrent(0); // as at the first start: nobody knows yet what that server speaks
    }
}

void StartModel::setSecretPlace(SignInBook::SecretPlace place)
{
    switch (place) {
    case SignInBook::SecretPlace::Keychain:
        m_secretPlace = Keychain;
        break;
    case SignInBook::SecretPlace::OwnerOnlyFile:
        m_secretPlace = OwnerOnlyFile;
        break;
    case SignInBook::SecretPlace::Unknown:
        m_secretPlace = Unknown;
        break;
    }
    Q_EMIT secretPlaceChanged();
}

QString StartModel::busyText() const
{
    switch (m_step) {
    case Step::Hosting:
        return tr("Starting the server on this computer…");
    case Step::SigningIn:
        return tr("Signing in…");
    case Step::Creating:
        return tr("Creating the account…");
    case Step::Idle:
        break;
    }
    return {};
}

QString StartModel::error() const
{
    return m_error ? m_error() : QString();
}

void StartModel::retranslate()
{
    m_spoken.retranslate();
    Q_EMIT busyChanged();
    Q_EMIT errorChanged();
}

void StartModel::join(const QString &address, const QString &name, const QString &password, bool createAccount,
                      bool keepSignedIn, const QString &dialect, const QString &code)
{
    if (busy()) {
        return;
    }
    clearError();
    m_serverQuestion.refuse(); // what is typed now counts
    if (address != m_lastAddress && std::exchange(m_wantsCode, false)) {
        Q_EMIT errorChanged();
    }
    keepTyped(address, name, false, createAccount, code);
    Result<QUrl> server = serverAddress(address);
    if (!server.ok()) {
        showError(
            [] { return tr("That is no server address. Write it like chat.example.org or ws://127.0.0.1:7788."); },
            Address);
        return;
    }
    const QString spoken = dialect.isEmpty() ? m_spoken.dialect() : dialect;
    if (spoken.isEmpty()) {
        showError([] { return tr("Choose the profile file of this server."); }, Profile);
        return;
    }
    m_spoken.choose(spoken);
    const bool needsPassword = !m_spoken.takesToken(); // many servers of others ask for none
    if (!check(name, password, needsPassword, createAccount)) {
        return;
    }
    m_wish = {};
    const bool isOwn = spoken == m_parts.dialects.value(0);
    const QString invited = isOwn ? takeInviteCode(server.value()) : QString();
    m_wish.account.server = isOwn ? socketAddress(server.value()) : server.value();
    m_wish.account.user = SpokenModel::mayBeOwn(spoken) ? TextRules::asName(name) : name.trimmed();
    m_wish.account.dialect = spoken;
    m_wish.account.keep = keepSignedIn;
    m_wish.secret = password;
    m_wish.code = !createAccount ? QString() : code.trimmed().isEmpty() ? invited : code.trimmed();
    m_wish.create = createAccount;
    m_hostAddress = QUrl();
    if (refuseTaken()) {
        return;
    }
    beginUnlessOpen(createAccount           ? Credentials::Method::Register
                    : m_spoken.takesToken() ? Credentials::Method::Token
                                            : Credentials::Method::Password);
}

// A secret that others can read on the way goes out only when the person has said so, now or before.
void StartModel::beginUnlessOpen(Credentials::Method method)
{
    if (m_wish.secret.isEmpty() || !canBeReadOnTheWay(m_wish.account.server)) {
        begin(method);
        return;
    }
    m_wish.method = method;
    setStep(method == Credentials::Method::Register ? Step::Creating : Step::SigningIn);
    m_parts.book.find(m_wish.account, [this, number = ++m_lookUps](const std::optional<SavedAccount> &known) {
        if (number != m_lookUps) {
            return;
        }
        m_wish.account.openWay = (known && known->openWay) || m_agreed.contains(personAt(m_wish.account));
        if (m_wish.account.openWay) {
            begin(m_wish.method);
            return;
        }
        setStep(Step::Idle);
        setOpenWay(m_wish.account.server.host());
    });
}

void StartModel::answerOpenWay(bool goOn)
{
    if (m_openWay.isEmpty()) {
        return;
    }
    setOpenWay({});
    if (goOn) {
        m_wish.account.openWay = true;
        m_agreed.append(personAt(m_wish.account));
        begin(m_wish.method);
    } else {
        m_wish.secret.fill(u'\0');
        m_wish = {};
    }
}

void StartModel::setOpenWay(const QString &host)
{
    if (m_openWay != host) {
        m_openWay = host;
        Q_EMIT openWayChanged();
    }
}

void StartModel::host(const QString &name, const QString &password, bool keepSignedIn)
{
    if (busy()) {
        return;
    }
    clearError();
    m_serverQuestion.refuse(); // what is typed now counts
    keepTyped({}, name, true, false);
    if (!check(name, password, true, true)) {
        return;
    }
    m_wish = {};
    m_wish.account.user = TextRules::asName(name);
    m_wish.account.dialect = m_parts.dialects.value(0);
    m_wish.account.keep = keepSignedIn;
    m_wish.account.hosted = true;
    m_wish.secret = password;
    m_wish.create = true;
    if (refuseTaken()) {
        return;
    }
    setStep(Step::Hosting);
    m_parts.host.start();
}

void StartModel::resumeHosting(const SavedAccount &account)
{
    clearError();
    m_wish = {};
    m_wish.account = account;
    m_wish.resume = true;
    setStep(Step::Hosting);
    m_parts.host.start();
}

void StartModel::cancel()
{
    if (!busy()) {
        return;
    }
    m_attempt.reset();
    ++m_lookUps;
    setStep(Step::Idle);
    leaveHost();
}

void StartModel::leaveHost()
{
    if (m_wish.account.hosted) {
        Q_EMIT hostNotNeeded();
    }
}

bool StartModel::check(const QString &name, const QString &password, bool needsPassword, bool isNew)
{
    std::optional<SignInFault> fault = faultOfTyped(name, password, needsPassword);
    if (!fault && isNew) {
        fault = faultOfNew(name, password);
    }
    if (fault) {
        showFault(*fault);
    }
    return !fault;
}

bool StartModel::refuseTaken()
{
    const bool taken = m_isTaken && m_isTaken(m_wish.account);
    if (taken) {
        forgetSecret();
        showError([] { return tr("This account is signed in here already."); }, Name);
    }
    return taken;
}

// A form that comes up after a try that failed, as one from the command line, shows what was tried.
void StartModel::keepTyped(const QString &address, const QString &name, bool hosting, bool creating,
                           const QString &code)
{
    if (!hosting) {
        m_lastAddress = address;
    }
    m_lastName = name;
    m_lastHosted = hosting;
    m_lastCreating = creating;
    m_lastCode = code;
    Q_EMIT lastChanged();
}

void StartModel::begin(Credentials::Method method)
{
    EngineConfig config;
    config.session.server = m_wish.account.server;
    config.session.credentials = {method, m_wish.account.user, m_wish.secret, m_wish.code};
    m_wish.method = method;
    if (m_wish.trusted) {
        config.session.serverFingerprint = *m_wish.trusted;
        config.session.anyServer = true;
    }
    config.dialect = m_wish.account.dialect;
    config.storeFile = m_parts.book.storeFile(m_wish.account);
    config.serverFile = m_parts.book.serverFile(m_wish.account);
    config.keepsToken = m_wish.account.keep;
    setStep(method == Credentials::Method::Register ? Step::Creating : Step::SigningIn);
    m_attempt = std::make_unique<SignIn>(m_parts.sessions(config), m_parts.time);
    if (method == Credentials::Method::Token) {
        m_attempt->presetToken(m_wish.secret);
    }
    // Queued: the attempt must not be deleted from inside its own signal.
    connect(m_attempt.get(), &SignIn::succeeded, this, &StartModel::onSucceeded, Qt::QueuedConnection);
    connect(m_attempt.get(), &SignIn::failed, this, &StartModel::onFailed, Qt::QueuedConnection);
}

void StartModel::onHostStarted(const Result<QUrl> &address)
{
    if (m_step != Step::Hosting) {
        return;
    }
    if (!address.ok()) {
        setStep(Step::Idle);
        showError([error = address.error()] { return errorText(error, ErrorSource::Here); }, NoField);
        return;
    }
    m_hostAddress = address.value();
    m_wish.account.server = address.value();
    if (m_wish.resume) {
        Q_EMIT hostReady(m_hostAddress); // while it is busy: who is idle without it has given up
        setStep(Step::Idle);
        return;
    }
    begin(Credentials::Method::Register);
}

void StartModel::onSucceeded()
{
    if (!m_attempt) {
        return; // cancelled meanwhile
    }
    const std::unique_ptr<SignIn> attempt = std::move(m_attempt);
    const SavedAccount account = m_wish.account;
    m_wish.secret.fill(u'\0');
    m_wish = {};
    setLast(account);
    setStep(Step::Idle);
    Q_EMIT signedIn(account, account.hosted ? m_hostAddress : QUrl(), attempt.get());
}

void StartModel::onFailed(const SignIn::Failure &failure)
{
    if (!m_attempt) {
        return;
    }
    const bool creating = m_step == Step::Creating;
    const std::optional<OtherServer> other = m_attempt->otherServer();
    m_attempt.reset();
    if (creating && m_wish.account.hosted && failure.code == ErrorCode::NameTaken) {
        begin(Credentials::Method::Password); // one's own account on one's own server
        return;
    }
    const bool asks = failure.code == ErrorCode::OtherServer && other;
    if (!asks) {
        forgetSecret();
    }
    const SignInFault fault =
        faultOf(failure, {creating, m_wish.account.hosted, m_spoken.needsFile(), m_spoken.takesToken(),
                          !m_wish.code.isEmpty(), sourceOf(m_wish.account)});
    setStep(Step::Idle);
    leaveHost();
    showFault(fault);
    if (asks) {
        m_serverQuestion.ask(*other);
    }
}

void StartModel::showFault(const SignInFault &fault)
{
    m_wantsCode = m_wantsCode || fault.field == Code;
    showError(fault.words, fault.field);
}

QString StartModel::serverName() const
{
    return serverDisplayName(m_wish.account.server);
}

void StartModel::onServerAnswer(const std::optional<QString> &fingerprint)
{
    if (busy()) {
        return;
    }
    if (!fingerprint) {
        forgetSecret();
        return;
    }
    clearError();
    m_wish.trusted = fingerprint;
    if (m_wish.account.hosted) {
        setStep(Step::Hosting);
        m_parts.host.start();
    } else {
        begin(m_wish.method);
    }
}

void StartModel::forgetSecret()
{
    m_wish.secret.fill(u'\0');
    m_wish.secret.clear();
}

void StartModel::setStep(Step step)
{
    if (m_step != step) {
        m_step = step;
        Q_EMIT busyChanged();
    }
}

void StartModel::showError(std::function<QString()> words, ErrorField field)
{
    m_error = std::move(words);
    m_errorField = field;
    Q_EMIT errorChanged();
}

void StartModel::clearError()
{
    if (m_error) {
        showError({}, NoField);
    }
}

} // namespace banter
