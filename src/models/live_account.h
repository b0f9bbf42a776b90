// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/frame_ticker.h"
#include "models/session_model.h"
#include "models/session_port.h"
#include "models/sign_in_book.h"

namespace banter {

/// One account that is signed in, with all that it owns: the session that runs on its worker thread, with the store and
/// the connection, and the models over it, which take one batch of changes a frame. Several live side by side and know
/// nothing of each other. GUI thread.
class LiveAccount : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by AccountsModel")
    /// Names the account among all of this computer's.
    Q_PROPERTY(QString key READ key CONSTANT)
    Q_PROPERTY(banter::SessionModel *session READ session CONSTANT)
    /// It is on the server in this program.
    Q_PROPERTY(bool hosted READ isHosted CONSTANT)
public:
    /// Who it is and where it is kept.
    struct Of {
        SavedAccount account;
        QString key;      ///< SignInBook::key() of it
        QUrl hostAddress; ///< to hand to others; empty unless the server runs in this program
    };

    /// `port` runs already; what it said before and is not taken yet comes with the first frame.
    LiveAccount(Of of, std::unique_ptr<SessionPort> port, ModelParts parts);
    ~LiveAccount() override;

    void apply(const Changes &changes) { m_session.apply(changes); }
    /// 0: for ever.
    void limitTries(int tries) { m_port->tell(tell::LimitTries{tries}); }

    QString key() const { return m_of.key; }
    const SavedAccount &account() const { return m_of.account; }
    QUrl hostAddress() const { return m_of.hostAddress; }
    bool isHosted() const { return m_of.account.hosted; }
    SessionModel *session() { return &m_session; }

    /// Ends the sign-in on the server and here. With messages that were not sent and without `evenWithUnsent` it does
    /// nothing but emit unsentRemain(); with it, they stay in the account's store and go out after the next sign-in.
    Q_INVOKABLE void signOut(bool evenWithUnsent);

Q_SIGNALS:
    /// signOut() did nothing: so many messages were not sent.
    void unsentRemain(int count);
    /// The server is told goodbye: nobody is to see this account any more.
    void signedOut();
    /// Something that a list of accounts shows: the name, the connection, what is unread.
    void changed();
    /// A token to keep, or (empty) the kept one is void.
    void tokenChanged(const QString &token);
    /// The session could not be started at all: the store cannot be opened.
    void broken(const banter::Error &error);

private:
    Of m_of;
    // In this order: the model speaks to the port until it is gone.
    std::unique_ptr<SessionPort> m_port;
    FrameTicker m_ticker;
    SessionModel m_session;
};

} // namespace banter
