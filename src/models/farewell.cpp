// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/farewell.h"

namespace banter {

Farewell::Farewell(std::unique_ptr<LiveAccount> account, ModelParts parts, std::function<void()> gone, QObject *parent)
    : QObject(parent), m_account(std::move(account)), m_parts(parts), m_gone(std::move(gone))
{
    m_timer = m_parts.scheduler.after(LongestMs, [this] { finish(); });
    connect(m_account->session()->connection(), &ConnectionModel::changed, this, &Farewell::look, Qt::QueuedConnection);
    QMetaObject::invokeMethod(this, &Farewell::look, Qt::QueuedConnection);
}

Farewell::~Farewell()
{
    m_parts.scheduler.cancel(m_timer);
}

void Farewell::look()
{
    if (m_account && m_account->session()->connection()->state() == ConnectionModel::Disconnected) {
        finish();
    }
}

void Farewell::finish()
{
    m_parts.scheduler.cancel(std::exchange(m_timer, 0));
    m_account.reset();
    m_gone();
    deleteLater();
}

} // namespace banter
