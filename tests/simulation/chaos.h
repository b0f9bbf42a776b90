// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/simulation/world.h"

namespace banter::simulation {

/// What people do and what goes wrong, drawn one after the other.
class Chaos final {
public:
    explicit Chaos(World &world);

    /// Lets it all happen for some time.
    void rage();
    /// Whatever goes wrong stops going wrong.
    void heal();

private:
    struct Deed {
        int weight;
        std::function<void()> call;
    };
    void addDeeds();
    void addFaults();
    void addServerFaults();
    void next();
    Client *someone();
    QString someRoom();
    QString roomOf(Client &client);
    QString someMessage(Client &client, const QString &room);
    Wire *someWire();

    void say();
    void sayAgain();
    void decideOnFailed();
    void changeOwn();
    void react();
    void reactAgain();
    void decideOnWishes();
    void moveCursor();
    void look();
    void lookAway();
    void loadOlder();
    void markRead();
    void leave();
    void answerInvitation();
    void restartProgram();
    void stallWire();
    void unplug();
    void sleep();
    void shakeNetworkWatch();
    void fillDisk();
    void dieAtWrite();
    void restoreBackup();
    void cutAfterAck();
    void stopServer();
    void fillServerDisk();

    World &m_world;
    std::vector<Deed> m_deeds;
    int m_total = 0;
    int m_pace = 0; ///< how long between two deeds at most, ms
    ServerDisk::Backup m_backup;
    bool m_mayRestore = false;
};

} // namespace banter::simulation
