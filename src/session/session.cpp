// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/session.h"

#include "session/session_impl.h"

namespace banter {

Session::Session(SessionConfig config, ConnectionParts parts, std::unique_ptr<Dialect> dialect,
                 std::unique_ptr<ClientStore> store, QObject *parent)
    : QObject(parent),
      m_impl(std::make_unique<Impl>(*this, std::move(config), parts, std::move(dialect), std::move(store)))
{}

Session::~Session() = default;

void Session::tell(const tell::Command &command)
{
    m_impl->tell(command);
}

Changes Session::takeChanges()
{
    return m_impl->takeChanges();
}

int Session::unsent() const
{
    return m_impl->unsent();
}

} // namespace banter
