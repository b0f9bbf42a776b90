// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/sqlite_client_store.h"

#include <memory>
#include <vector>

namespace banter::simulation {

/// Stores in memory, used again by the next world: making one takes longer than all that a world does with it.
class StorePool final {
public:
    /// An empty one.
    std::unique_ptr<SqliteClientStore> take();
    void giveBack(std::unique_ptr<SqliteClientStore> store);

private:
    std::vector<std::unique_ptr<SqliteClientStore>> m_spare;
};

} // namespace banter::simulation
