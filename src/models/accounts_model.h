// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/account_rows.h"
#include "models/goodbyes.h"
#include "models/row_model.h"

#include <vector>

namespace banter {

/// The accounts of this computer's person, in the order in which they were added. A row is an account that somebody
/// signed in to and has not removed; it is live while it is signed in. Every live account owns its session, its store
/// and its models, and goes on whether the window shows it or not: its messages arrive, its unread ones are counted,
/// what waits in its outbox is sent. The window shows one of them, the current one, or the first screen when there is
/// none, to add another account or to sign in again to one that is signed out.
///
/// Only the current account's chat counts as looked at: what arrives in the others stays unread. Those that are kept
/// all go on by themselves at the next start, and the one that was current then is current again. An account on the
/// server in this program waits until that server runs. GUI thread.
class AccountsModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by AppModel")
    /// Null on the first screen.
    Q_PROPERTY(banter::LiveAccount *current READ current NOTIFY currentChanged)
    /// Unread messages of all live accounts, of all of their joined rooms.
    Q_PROPERTY(int unread READ unread NOTIFY unreadChanged)
    /// There is a chat to go back to.
    Q_PROPERTY(bool anyLive READ anyLive NOTIFY liveChanged)
public:
    enum Role {
        KeyRole = Qt::UserRole + 1, ///< string: names the account
        UserRole,                   ///< string
        InitialsRole,               ///< string
        HueRole,                    ///< int, 0 to 359
        ServerNameRole,             ///< string: host:port, for display
        StateRole,                  ///< ConnectionModel::State; Disconnected while it is not live
        WordRole,                   ///< string, translated: how the connection is, or that it is signed out
        UnreadRole,                 ///< int, of all of its joined rooms
        LiveRole,                   ///< bool
        IsCurrentRole,              ///< bool: the window shows it
        AccountRole,                ///< LiveAccount; null while it is not live
    };

    struct Parts {
        ModelParts time;
        SessionPortFactory sessions;
        SignInBook &book;
    };

    explicit AccountsModel(Parts parts, QObject *parent = nullptr);

    /// What is remembered, once at the start: those with a token are live from here on, but for those on the server in
    /// this program, which wait for beginHosted() or giveUpHosted(). `shown` is the one to show, if it can be.
    void open(const std::vector<SignInBook::Kept> &kept, const std::optional<SavedAccount> &shown);
    /// The first one that waits for the server in this program; nothing when none does.
    std::optional<SavedAccount> waiting() const { return m_rows.waiting(); }
    void beginHosted(const QUrl &hostAddress);
    void giveUpHosted();
    /// Somebody signed in: `port` runs, and `batches` is what it said so far. It is the current one from here on.
    void begin(const SavedAccount &account, const QUrl &hostAddress, std::unique_ptr<SessionPort> port,
               const std::vector<Changes> &batches);
    /// Dials in a row that may come to nothing, of all accounts, now and later; 0: for ever.
    void limitTries(int tries);
    void retranslate();

    LiveAccount *current() const { return m_current; }
    int unread() const { return m_unread; }
    bool anyLive() const { return !live().empty(); }
    bool isLive(const SavedAccount &account) const;
    /// The live ones, in the order of the rows.
    std::vector<LiveAccount *> live() const { return m_rows.live(); }
    /// The key of an account on `serverName`, as IdentityModel has it, that is not live; empty when there is none.
    QString signedOutAt(const QString &serverName) const { return m_rows.signedOutAt(serverName); }
    /// The live ones on the server in this program.
    std::vector<LiveAccount *> hosted() const { return m_rows.hosted(); }
    /// An account on the server in this program is still saying goodbye to it.
    bool isLeavingHost() const { return m_goodbyes.isAtHost(); }
    /// Why the account is not live, as far as that is known; empty otherwise.
    std::function<QString()> problemOf(const SavedAccount &account) const;

    /// Shows the account, or asks to sign in to it when it is not live: the key of a row. Others are ignored.
    Q_INVOKABLE void choose(const QString &key);
    /// The same by the row's number, from 0.
    Q_INVOKABLE void chooseAt(int row);
    /// The first screen, for another account; the live ones stay.
    Q_INVOKABLE void add();
    /// From the first screen to the account that was shown before, or the first live one.
    Q_INVOKABLE void goBack();
    /// Signs out with whatever is unsent, and takes the account from this computer: its row, its sign-in, its history.
    Q_INVOKABLE void remove(const QString &key);
    /// Signing this account out stops the server in this program.
    Q_INVOKABLE bool stopsHost(const QString &key) const;
    /// Whether the window is the active one.
    Q_INVOKABLE void setActive(bool active);
    /// Any key or mouse: the person is here, in all accounts.
    Q_INVOKABLE void noteInput();

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void currentChanged();
    void unreadChanged();
    void liveChanged();
    /// From now on it is live.
    void began(banter::LiveAccount *account);
    /// What shows it must let go of it before this returns; it is deleted a little later.
    void leaving(banter::LiveAccount *account);
    /// LiveAccount::signOut() did nothing: so many messages were not sent.
    void unsentRemain(banter::LiveAccount *account, int count);
    /// The first screen is to be for this account. Where a person asked for that it comes before currentChanged(), as
    /// addWanted() does, so that the screen is made once and with the right fields.
    void signInWanted(const banter::SavedAccount &account);
    /// The first screen is to be for an account that is not known yet.
    void addWanted();
    /// An account on the server in this program has said goodbye to it.
    void leftHost();

private:
    AccountRow &put(const SavedAccount &account);
    void resume(AccountRow &row, const QUrl &hostAddress, const QString &token);
    void goLive(AccountRow &row, const QUrl &hostAddress, std::unique_ptr<SessionPort> port,
                const std::vector<Changes> &batches, bool isShown);
    void show(LiveAccount *account);
    void end(AccountRow &row);
    void onSignedOut(const QString &key);
    void onToken(const QString &key, const QString &token);
    void onBroken(const QString &key, const Error &error);
    void touch(const QString &key);
    void count();

    Parts m_parts;
    Goodbyes m_goodbyes;
    AccountRows m_rows;
    LiveAccount *m_current = nullptr;
    QString m_wanted; ///< to be current once it is live, unless the person chose otherwise meanwhile
    QString m_before; ///< was shown last
    int m_unread = 0;
    int m_maxTries = 0;
    bool m_active = true;
};

} // namespace banter
