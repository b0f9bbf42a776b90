// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/sign_in_again_model.h"

#include "models/error_text.h"

namespace banter {

SignInAgainModel::SignInAgainModel(CommandSink &sink, const IdentityModel &identity, QObject *parent)
    : QObject(parent), m_sink(sink), m_identity(identity)
{}

void SignInAgainModel::give(const QString &password)
{
    if (password.isEmpty() || m_busy) {
        return;
    }
    m_busy = true;
    m_error = {};
    Q_EMIT changed();
    m_sink.tell(tell::SignInAgain{password});
}

void SignInAgainModel::apply(const Changes &changes)
{
    const bool wasBusy = m_busy;
    const bool hadError = bool(m_error);
    for (const Failed &failure : changes.failures) {
        if (failure.deed == Deed::Storage) {
            continue; // of this computer's disk: a toast says it, and the server has yet to answer
        }
        if (m_busy && failure.error.code == ErrorCode::OtherServer) {
            m_busy = false; // another question comes first, and the password is kept for its answer
        } else if (m_busy && failure.room.isEmpty() && failure.clientId.isEmpty()) {
            fail([this, error = failure.error, here = failure.here] {
                const bool wrong = error.code == ErrorCode::Unauthorized; // the name is not what was asked for
                return wrong ? tr("The password is wrong.")
                             : errorText(error, here ? ErrorSource::Here : m_identity.errorSource());
            });
        }
    }
    // It is tried again by itself; but somebody waits in front of it and may want to know why it takes so long.
    if (m_busy && changes.connection && changes.connection->outcome == TryOutcome::Failed) {
        fail([status = *changes.connection] { return troubleText(status.trouble, status.reason); });
    }
    if (changes.connection && changes.connection->state == ConnectionState::Connected) {
        m_busy = false;
        m_error = {};
    }
    if (wasBusy != m_busy || hadError != bool(m_error)) {
        Q_EMIT changed();
    }
}

void SignInAgainModel::fail(std::function<QString()> words)
{
    m_error = std::move(words);
    m_busy = false;
}

} // namespace banter
