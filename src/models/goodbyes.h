// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/live_account.h"

#include <vector>

namespace banter {

/// The accounts that were signed out a moment ago: each is kept until it has said goodbye (Farewell), and the history
/// of one that is to be deleted is deleted after that, since a session has it open until then. GUI thread.
class Goodbyes final : public QObject {
    Q_OBJECT
public:
    /// `book` outlives it.
    Goodbyes(SignInBook &book, ModelParts time);
    /// Ends those sessions at once, and deletes what is to be deleted.
    ~Goodbyes() override;

    /// It has been told to sign out, and nobody shows it any more.
    void begin(std::unique_ptr<LiveAccount> account);
    /// Deletes the account's history as soon as no session of begin() has it open.
    void erase(const SavedAccount &account);
    /// The person signs in to this account again: its history stays after all.
    void keep(const QString &key);
    /// One of them is on the server in this program.
    bool isAtHost() const { return m_atHost > 0; }

Q_SIGNALS:
    /// One that was on the server in this program is gone.
    void leftHost();

private:
    void onGone(const QString &key, bool wasAtHost);

    SignInBook &m_book;
    ModelParts m_time;
    QStringList m_leaving; ///< keys
    std::vector<SavedAccount> m_toErase;
    int m_atHost = 0;
};

} // namespace banter
