// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "task.h"

namespace banter::cli {

/// `register`: the sign-in makes the account.
class RegisterTask final : public Task {
public:
    using Task::Task;

protected:
    void heard(const Changes &changes) override;

private:
    QString m_user;
    QString m_token;
};

/// `rooms`: prints the list that a session asks for when it signs in.
class RoomsTask final : public Task {
public:
    using Task::Task;

protected:
    void heard(const Changes &changes) override;

private:
    std::map<QString, ShownRoom> m_rooms;
};

} // namespace banter::cli
