// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/error_text.h"
#include "models/host_port.h"
#include "models/server_question.h"
#include "models/sign_in.h"
#include "models/sign_in_book.h"
#include "models/spoken_model.h"

#include <QStringList>
#include <qqmlregistration.h>

namespace banter {

struct SignInFault;

/// The first screen: join a server, or host one here. GUI thread.
class StartModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by AppModel")
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    /// Translated: what is being done.
    Q_PROPERTY(QString busyText READ busyText NOTIFY busyChanged)
    /// One translated sentence; empty when nothing is wrong.
    Q_PROPERTY(QString error READ error NOTIFY errorChanged)
    /// Where to look for what is wrong.
    Q_PROPERTY(ErrorField errorField READ errorField NOTIFY errorChanged)
    Q_PROPERTY(QString lastAddress READ lastAddress NOTIFY lastChanged)
    Q_PROPERTY(QString lastName READ lastName NOTIFY lastChanged)
    /// The last sign-in, or the last try, was to the server in this program.
    Q_PROPERTY(bool lastHosted READ lastHosted NOTIFY lastChanged)
    /// An invitation code that came with a link, or as it was typed last.
    Q_PROPERTY(QString lastCode READ lastCode NOTIFY lastChanged)
    /// The last try was to create an account, or the last link is for one.
    Q_PROPERTY(bool lastCreating READ lastCreating NOTIFY lastChanged)
    /// Where a kept sign-in goes on this computer.
    Q_PROPERTY(SecretPlace secretPlace READ secretPlace NOTIFY secretPlaceChanged)
    /// The host to which a secret would go that others can read on the way: the person is asked. Empty: no question.
    Q_PROPERTY(QString openWay READ openWay NOTIFY openWayChanged)
    /// The server at the last address takes new people only with an invitation code.
    Q_PROPERTY(bool wantsCode READ wantsCode NOTIFY errorChanged)
    /// What the server speaks.
    Q_PROPERTY(banter::SpokenModel *spoken READ spoken CONSTANT)
    /// Open while another server than the known one answers; what was typed is kept for it.
    Q_PROPERTY(banter::ServerQuestion *serverQuestion READ serverQuestion CONSTANT)
    /// host:port of the last try, for display.
    Q_PROPERTY(QString serverName READ serverName NOTIFY busyChanged)
public:
    enum ErrorField { NoField, Address, Name, Password, Profile, Code };
    Q_ENUM(ErrorField)
    enum SecretPlace { Keychain, OwnerOnlyFile, Unknown };
    Q_ENUM(SecretPlace)

    struct Parts {
        ModelParts time;
        SessionPortFactory sessions;
        HostPort &host;
        SignInBook &book;
        QStringList dialects; ///< the names that the program knows, its own server's first
    };

    explicit StartModel(Parts parts, QObject *parent = nullptr);
    ~StartModel() override;

    /// What the last sign-in was, for the fields.
    void setLast(const SavedAccount &account);
    /// After setLast(): somebody let the person in there with this code.
    void invite(const QString &code);
    /// The form is for this account now: what went wrong with another one is of no interest any more. Nothing: for one
    /// that is not known yet. Ignored while busy.
    void offer(const std::optional<SavedAccount> &account);
    /// Accounts for which `isTaken` says so are signed in already, and are refused: a store has one session.
    void setTaken(std::function<bool(const SavedAccount &)> isTaken) { m_isTaken = std::move(isTaken); }
    void setSecretPlace(SignInBook::SecretPlace place);
    /// Shows a sentence that came from elsewhere, such as a token that no longer holds.
    void showError(std::function<QString()> words, ErrorField field);
    /// The server in this program is started for accounts that go on by themselves there, `account` being one of them;
    /// hostReady() or an error follows.
    void resumeHosting(const SavedAccount &account);

    bool busy() const { return m_step != Step::Idle; }
    /// Busy with the server in this program.
    bool hosting() const { return busy() && m_wish.account.hosted; }
    /// Busy with resumeHosting().
    bool resuming() const { return busy() && m_wish.resume; }
    QString busyText() const;
    QString error() const;
    ErrorField errorField() const { return m_errorField; }
    QString lastAddress() const { return m_lastAddress; }
    QString lastName() const { return m_lastName; }
    bool lastHosted() const { return m_lastHosted; }
    bool lastCreating() const { return m_lastCreating; }
    QString lastCode() const { return m_lastCode; }
    SecretPlace secretPlace() const { return m_secretPlace; }
    QString openWay() const { return m_openWay; }
    bool wantsCode() const { return m_wantsCode; }
    SpokenModel *spoken() { return &m_spoken; }
    ServerQuestion *serverQuestion() { return &m_serverQuestion; }
    QString serverName() const;
    void retranslate();

    /// Signs in to `address` ("ws://h:p", "https://h", "h:p" or "h"), or creates the account. `dialect` empty: as it
    /// is chosen in `spoken`. `code`: an invitation code, as it was typed, for a new account; else that of `address`,
    /// where it is a link with one. Ignored while busy.
    Q_INVOKABLE void join(const QString &address, const QString &name, const QString &password, bool createAccount,
                          bool keepSignedIn, const QString &dialect, const QString &code = {});
    /// Starts the server in this program, creates the account there (or signs in when it exists).
    Q_INVOKABLE void host(const QString &name, const QString &password, bool keepSignedIn);
    Q_INVOKABLE void cancel();
    /// Whether the sign-in goes on all the same. The yes is kept with the account. Ignored when nothing was asked.
    Q_INVOKABLE void answerOpenWay(bool goOn);

Q_SIGNALS:
    void busyChanged();
    void errorChanged();
    void lastChanged();
    void secretPlaceChanged();
    void openWayChanged();
    /// A session runs; `attempt` is good until the next event.
    void signedIn(const banter::SavedAccount &account, const QUrl &hostAddress, banter::SignIn *attempt);
    /// The server in this program runs again, for sessions with a kept token.
    void hostReady(const QUrl &hostAddress);
    /// A try to sign in to the server in this program came to nothing: this one has no more need of it.
    void hostNotNeeded();

private:
    enum class Step { Idle, Hosting, SigningIn, Creating };
    struct Wish {
        SavedAccount account;
        QString secret;
        QString code;
        bool create = false;
        bool resume = false;
        Credentials::Method method = Credentials::Method::Password; ///< of the last try
        std::optional<QString> trusted = {};                        ///< the fingerprint that the person trusts
    };
    bool check(const QString &name, const QString &password, bool needsPassword, bool isNew);
    bool refuseTaken();
    void beginUnlessOpen(Credentials::Method method);
    void setOpenWay(const QString &host);
    void keepTyped(const QString &address, const QString &name, bool hosting, bool creating, const QString &code = {});
    void begin(Credentials::Method method);
    void onHostStarted(const Result<QUrl> &address);
    void onSucceeded();
    void onServerAnswer(const std::optional<QString> &fingerprint);
    void forgetSecret();
    void leaveHost();
    void onFailed(const SignIn::Failure &failure);
    void showFault(const SignInFault &fault);
    void setStep(Step step);
    void clearError();

    Parts m_parts;
    std::function<bool(const SavedAccount &)> m_isTaken;
    SpokenModel m_spoken;
    ServerQuestion m_serverQuestion{[this](const std::optional<QString> &fingerprint) { onServerAnswer(fingerprint); }};
    QString m_openWay;
    QStringList m_agreed; // of this run: account and server to which a secret may go openly
    int m_lookUps = 0;    // the newest one's answer counts, unless it was cancelled
    Step m_step = Step::Idle;
    Wish m_wish;
    QUrl m_hostAddress;
    std::unique_ptr<SignIn> m_attempt;
    // As a function, so that a change of language changes the sentence too.
    std::function<QString()> m_error;
    ErrorField m_errorField = NoField;
    QString m_lastAddress;
    QString m_lastName;
    bool m_lastHosted = false;
    bool m_lastCreating = false;
    QString m_lastCode;
    bool m_wantsCode = false;
    SecretPlace m_secretPlace = Unknown;
};

} // namespace banter
