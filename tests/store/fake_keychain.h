// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/keychain.h"

#include <QStringList>

#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace banter::testing {

/// A keychain of the test's, which looks into it from outside.
struct KeychainState {
    std::map<QString, QString> entries;
    QStringList asked; ///< "write NAME", "read NAME", "erase NAME", in order
    bool absent = false;
    bool refuses = false;
    bool silent = false; ///< hangs: what is asked waits for answerAll()
    std::vector<std::function<void()>> waiting;

    void answerAll()
    {
        for (const auto &answer : std::exchange(waiting, {}))
            answer();
    }
};

class FakeKeychain final : public Keychain {
public:
    explicit FakeKeychain(KeychainState &state) : m_state(state) {}
    ~FakeKeychain() override { m_state.waiting.clear(); }

    void write(const QString &name, const QString &secret, std::function<void(Answer)> then) override
    {
        take(QStringLiteral("write ") + name, [this, name, secret, then = std::move(then)] {
            if (usable() == Answer::Done)
                m_state.entries[name] = secret;
            then(usable());
        });
    }
    void read(const QString &name, std::function<void(Answer, const QString &)> then) override
    {
        take(QStringLiteral("read ") + name, [this, name, then = std::move(then)] {
            const auto found = m_state.entries.find(name);
            if (usable() == Answer::Done && found == m_state.entries.end())
                then(Answer::NoEntry, {});
            else
                then(usable(), usable() == Answer::Done ? found->second : QString());
        });
    }
    void erase(const QString &name, std::function<void(Answer)> then) override
    {
        take(QStringLiteral("erase ") + name, [this, name, then = std::move(then)] {
            if (usable() == Answer::Done)
                m_state.entries.erase(name);
            then(usable());
        });
    }

private:
    Answer usable() const { return m_state.absent ? Answer::Absent : m_state.refuses ? Answer::Refused : Answer::Done; }
    void take(const QString &what, std::function<void()> answer)
    {
        m_state.asked.append(what);
        if (m_state.silent)
            m_state.waiting.push_back(std::move(answer));
        else
            answer();
    }

    KeychainState &m_state;
};

} // namespace banter::testing
