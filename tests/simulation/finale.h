// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/simulation/world.h"

namespace banter::simulation {

/// After the last fault: everybody comes back, everything that waits is sent, and then all have to agree.
class Finale final {
public:
    explicit Finale(World &world) : m_world(world) {}
    void run();

private:
    bool everybodyConnects();
    void help(Client &client);
    bool everythingIsSent();
    void messagesChange();
    void everybodyLooks();
    void everybodyReads();
    void everybodyChooses();
    void everybodyMovesAndRests();
    void everybodyLeaves();

    void compareMessages();
    void compareRoom(Client &client, const QString &room);
    void compareQuoted(Client &client, const QString &room);
    void compareHeld();
    void compareHeld(Client &client, const StoredRoom &room, qint64 lastRev);
    void checkDeleted(Client &client);
    void checkLeft(Client &client, const QString &room);
    void comparePeople();
    void compareReadMarks();
    void checkVerdicts();
    static bool isMember(const Client &client, const QString &room);
    void checkQuiet();
    void fail(const Client &client, const QString &room, const std::string &what);
    std::map<QString, StoredServerRoom> stored();

    World &m_world;
};

} // namespace banter::simulation
