// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "send_window.h"

#include <utility>

namespace banter::cli {

bool SendWindow::mayGive() const
{
    if (!m_turnedAway.empty()) {
        return false;
    }
    return m_given.isEmpty() || (m_given.size() + m_others.size() < MaxGiven && m_bytes < MaxBytes);
}

void SendWindow::give(const QString &clientId, Line line)
{
    // Of the same batch, given by an earlier run.
    m_bytes -= m_others.take(clientId);
    m_bytes += bytesOf(line.text);
    m_given.insert(clientId, std::move(line));
}

const SendWindow::Line *SendWindow::find(const QString &clientId) const
{
    const auto given = m_given.constFind(clientId);
    return given == m_given.constEnd() ? nullptr : &*given;
}

void SendWindow::settle(const QString &clientId)
{
    const auto given = m_given.constFind(clientId);
    if (given == m_given.constEnd()) {
        return;
    }
    m_bytes -= bytesOf(given->text);
    m_turnedAway.erase(given->number);
    m_given.erase(given);
    m_hasLeft = true;
}

void SendWindow::turnAway(const QString &clientId)
{
    if (const Line *line = find(clientId)) {
        m_turnedAway.emplace(line->number, clientId);
    }
}

std::optional<QString> SendWindow::heldUp() const
{
    if (m_turnedAway.empty() || m_given.size() > qsizetype(m_turnedAway.size())) {
        return std::nullopt;
    }
    return m_turnedAway.begin()->second;
}

std::optional<QString> SendWindow::takeTurnedAway()
{
    const std::optional<QString> first = m_hasLeft ? heldUp() : std::nullopt;
    if (first) {
        m_hasLeft = false;
        m_turnedAway.erase(m_turnedAway.begin());
    }
    return first;
}

void SendWindow::noteOther(const QString &clientId, const QString &text)
{
    if (!m_given.contains(clientId)) {
        m_bytes += bytesOf(text) - m_others.value(clientId);
        m_others.insert(clientId, bytesOf(text));
    }
}

void SendWindow::forgetOther(const QString &clientId)
{
    const auto other = m_others.constFind(clientId);
    if (other == m_others.constEnd()) {
        return;
    }
    m_bytes -= *other;
    m_others.erase(other);
    m_hasLeft = true;
}

} // namespace banter::cli
