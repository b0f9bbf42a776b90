// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/accounts_model.h"
#include "models/emoji_model.h"
#include "models/settings_model.h"
#include "models/start_model.h"

namespace banter {

/// The whole program as QML sees it: the accounts with their chats, the first screen, the settings, and what concerns
/// the program as a whole: the server in it, and its end. GUI thread.
class AppModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(banter::StartModel *start READ start CONSTANT)
    Q_PROPERTY(banter::AccountsModel *accounts READ accounts CONSTANT)
    Q_PROPERTY(banter::SettingsModel *settings READ settings CONSTANT)
    Q_PROPERTY(banter::EmojiModel *emoji READ emoji CONSTANT)
    /// A translated sentence when the program cannot do its work, such as a data folder held by another; empty else.
    Q_PROPERTY(QString fatal READ fatal NOTIFY fatalChanged)
    /// A translated sentence while the server in this program cannot save what is said; empty else.
    Q_PROPERTY(QString hostTrouble READ hostTrouble NOTIFY hostTroubleChanged)
    /// An account is live on the server in this program.
    Q_PROPERTY(bool hosting READ hosting NOTIFY hostingChanged)
    /// How many other people were connected to the server in this program when it told that last; -1 when nobody
    /// knows.
    Q_PROPERTY(int others READ others NOTIFY othersChanged)
    /// The kept sign-ins are being looked up: neither the first screen nor a chat is to be shown yet.
    Q_PROPERTY(bool opening READ opening NOTIFY openingChanged)
public:
    AppModel(StartModel::Parts parts, SettingsModel &settings, QObject *parent = nullptr);
    ~AppModel() override;

    /// Looks up the kept sign-ins and goes on with them. Call once the window is there.
    void open();
    /// Without the kept sign-ins: straight to the first screen, or to what is told next.
    void openPlain();
    void setFatal(const QString &sentence);
    void retranslate();

    StartModel *start() { return &m_start; }
    AccountsModel *accounts() { return &m_accounts; }
    /// The chat of the current account; null on the first screen.
    SessionModel *session() const;
    SettingsModel *settings() { return &m_settings; }
    EmojiModel *emoji() { return &m_emoji; }
    QString fatal() const { return m_fatal; }
    QString hostTrouble() const;
    bool opening() const { return m_opening; }
    bool hosting() const { return !m_accounts.hosted().empty(); }
    int others() const { return m_others; }

    /// Ends the program; what is unsent stays stored. While others are connected to the server in this program it does
    /// nothing but emit othersRemain(), also when it has not told within CountDeadlineMs whether any are.
    Q_INVOKABLE void quit();
    Q_INVOKABLE void quitAnyway();
    /// Asks the server in this program; `others` changes.
    Q_INVOKABLE void countOthers();
    static constexpr qint64 CountDeadlineMs = 2'000;

Q_SIGNALS:
    void fatalChanged();
    void hostTroubleChanged();
    void openingChanged();
    void hostingChanged();
    void othersChanged();
    /// quit() did nothing: so many other people are connected to the server in this program; -1: nobody knows.
    void othersRemain(int count);
    void quitWanted();

private:
    void joinAccounts();
    void onOpened(const SignInBook::Opened &opened);
    void onSignInWanted(const SavedAccount &account);
    void onCurrent();
    void onAddWanted();
    void askBeforeQuitting(int others);
    void setOthers(int others);
    void stopIdleHost();
    int ownGuests() const;
    void onOthersCounted(int others);
    void setHostTroubled(bool troubled);
    void setOpening(bool opening);

    StartModel::Parts m_parts;
    SettingsModel &m_settings;
    AccountsModel m_accounts;
    StartModel m_start;
    EmojiModel m_emoji;
    QString m_fatal;
    bool m_hostTroubled = false;
    bool m_opening = true;
    int m_others = -1;
    bool m_hostsAgain = false; ///< the form for another account begins with hosting
    bool m_quitting = false;
    TimerId m_countDeadline = 0;
};

} // namespace banter
