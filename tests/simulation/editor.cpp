// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/editor.h"

#include <array>
#include <iterator>

namespace banter::simulation {

namespace {

constexpr quint64 WorldsOfTen = 6;
constexpr qint64 PauseMs = 600;
constexpr std::array<const char *, 2> Keys{"e0", "e1"};

} // namespace

Editor::Editor(Actor &director, Server &server, Ledger &ledger, quint64 seed)
    : m_director(director), m_server(server), m_ledger(ledger), m_dice(seed), m_works(m_dice.below(10) < WorldsOfTen)
{}

void Editor::begin()
{
    m_active = m_works;
    if (m_active)
        later();
}

void Editor::later()
{
    m_director.after(between(0, PauseMs), [this] {
        if (!m_active)
            return;
        change(m_dice.below(4) == 0 ? int(between(2, 6)) : 1);
        later();
    });
}

void Editor::change(int count)
{
    for (int i = 0; i < count && m_works; ++i)
        step();
}

// Mostly of a new message, as people do, and so of one that others are hearing of now.
void Editor::step()
{
    const auto &logs = m_ledger.logs();
    if (logs.empty())
        return;
    const auto &[room, log] = *std::next(logs.begin(), qptrdiff(m_dice.below(logs.size())));
    if (log.empty())
        return;
    const bool isNew = m_dice.below(10) < 7;
    const std::size_t reach = isNew ? std::min<std::size_t>(log.size(), 6) : log.size();
    const Message &message = log[log.size() - 1 - m_dice.below(reach)];
    const QString id = QStringLiteral("change-%1").arg(++m_number);
    const quint64 verb = m_dice.below(100);
    if (verb < 25) {
        m_server.ask(message.sender, protocol::DeleteMessage{room, id, message.id});
        return;
    }
    if (verb < 60) { // anybody who has said something there
        const QString &user = log[m_dice.below(log.size())].sender;
        const QString key = QString::fromLatin1(Keys[m_dice.below(Keys.size())]);
        m_server.ask(user, protocol::ReactToMessage{room, id, message.id, key, m_dice.below(3) > 0});
        return;
    }
    const QString text = QStringLiteral("%1 v%2").arg(m_ledger.firstText(message).left(20)).arg(m_number);
    m_server.ask(message.sender,
                 protocol::EditMessage{room, id, message.id, m_ledger.epoch(), message.rev, text, meantBy(text)});
}

} // namespace banter::simulation
