// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/session_model.h"
#include "models/settings_model.h"
#include "models/start_model.h"

namespace banter {

class LiveSession;

/// The whole program as QML sees it: the first screen, the chat once there is one, and the settings. GUI thread.
class AppModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(banter::StartModel *start READ start CONSTANT)
    /// Null on the first screen.
    Q_PROPERTY(banter::SessionModel *session READ session NOTIFY sessionChanged)
    Q_PROPERTY(banter::SettingsModel *settings READ settings CONSTANT)
    /// A translated sentence when the program cannot do its work, such as a data folder held by another; empty else.
    Q_PROPERTY(QString fatal READ fatal NOTIFY fatalChanged)
    /// A translated sentence while the server in this program cannot save what is said; empty else.
    Q_PROPERTY(QString hostTrouble READ hostTrouble NOTIFY hostTroubleChanged)
    /// The chat is on the server in this program.
    Q_PROPERTY(bool hosting READ hosting NOTIFY sessionChanged)
    /// How many other people were connected to the server in this program when countOthers() was called last.
    Q_PROPERTY(int others READ others NOTIFY othersChanged)
    /// The kept sign-in is being looked up: neither the first screen nor a chat is to be shown yet.
    Q_PROPERTY(bool opening READ opening NOTIFY openingChanged)
public:
    AppModel(StartModel::Parts parts, SettingsModel &settings, QObject *parent = nullptr);
    ~AppModel() override;

    /// Looks up the kept sign-in and goes on with it, if there is one. Call once the window is there.
    void open();
    /// Without the kept sign-in: straight to the first screen, or to what is told next.
    void openPlain();
    void setFatal(const QString &sentence);
    void retranslate();

    StartModel *start() { return &m_start; }
    SessionModel *session() const;
    SettingsModel *settings() { return &m_settings; }
    QString fatal() const { return m_fatal; }
    QString hostTrouble() const;
    bool opening() const { return m_opening; }
    bool hosting() const { return m_live && m_account.hosted; }
    int others() const { return m_others; }

    /// Ends the sign-in on the server and here. With messages that were not sent and without `evenWithUnsent` it does
    /// nothing but emit unsentRemain(); with it, they stay in the account's store and go out after the next sign-in.
    Q_INVOKABLE void signOut(bool evenWithUnsent);
    /// Ends the program; what is unsent stays stored. While others are connected to the server in this program it does
    /// nothing but emit othersRemain(). A server that cannot tell within CountDeadlineMs keeps nobody from leaving.
    Q_INVOKABLE void quit();
    Q_INVOKABLE void quitAnyway();
    /// Asks the server in this program; `others` changes.
    Q_INVOKABLE void countOthers();
    static constexpr qint64 CountDeadlineMs = 1'000;

Q_SIGNALS:
    void sessionChanged();
    void fatalChanged();
    void hostTroubleChanged();
    void openingChanged();
    /// signOut() did nothing: so many messages were not sent.
    void unsentRemain(int count);
    void othersChanged();
    /// quit() did nothing: so many other people are connected to the server in this program.
    void othersRemain(int count);
    void quitWanted();

private:
    void begin(const SavedAccount &account, const QUrl &hostAddress, std::unique_ptr<SessionPort> port,
               const std::vector<Changes> &batches);
    void resume(const SavedAccount &account, const QUrl &hostAddress, const QString &token);
    void end();
    void onOpened(const SignInBook::Opened &opened);
    void onToken(const QString &token);
    void onBroken(const Error &error);
    void onOthersCounted(int others);
    void limitTries();
    void setHostTroubled(bool troubled);
    void setOpening(bool opening);

    StartModel::Parts m_parts;
    SettingsModel &m_settings;
    StartModel m_start;
    std::unique_ptr<LiveSession> m_live;
    SavedAccount m_account;
    QString m_fatal;
    bool m_hostTroubled = false;
    bool m_opening = true;
    int m_others = 0;
    bool m_quitting = false;
    TimerId m_countDeadline = 0;
};

} // namespace banter
