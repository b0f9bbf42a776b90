// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/manager.h"
#include "connection/network_watch.h"
#include "connection/sleep_watch.h"
#include "tests/support/fake_link.h"
#include "tests/support/manual_scheduler.h"

namespace banter::testing {

class FakeNetwork final : public NetworkWatch {
public:
    void goUp() { Q_EMIT up(); }
    void goDown() { Q_EMIT down(); }
    void change() { Q_EMIT changed(); }
};

class FakeSleepWatch final : public SleepWatch {
public:
    bool tells() const override { return true; }
    void wake() { Q_EMIT mayHaveSlept(); }
};

/// A manager in virtual time.
class Rig {
public:
    explicit Rig(SleepWatch *watch = nullptr) : sleep(watch)
    {
        QObject::connect(&manager, &ConnectionManager::linkOpened, &manager,
                         [this] { log += QStringLiteral("opened "); });
        QObject::connect(&manager, &ConnectionManager::linkLost, &manager, [this] { log += QStringLiteral("lost "); });
        QObject::connect(&manager, &ConnectionManager::frameReceived, &manager,
                         [this](const Frame &frame) { log += QString::fromUtf8(frame.data) + u' '; });
        QObject::connect(&manager, &ConnectionManager::drained, &manager,
                         [this] { log += QStringLiteral("drained "); });
    }
    ConnectionState state() const { return manager.status().state; }
    void connectFully()
    {
        manager.connectWanted();
        scheduler.settle();
        links.last().link->beOpened();
        scheduler.settle();
        manager.helloAccepted();
        manager.resumed();
        scheduler.settle();
    }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    SeededRandom random{7};
    FakeLinkFactory links;
    FakeNetwork network;
    SleepWatch *sleep;
    int requests = 0;
    ConnectionManager manager{{links, clock, random, scheduler, &network, sleep}, [this] {
                                  LinkRequest request;
                                  request.url = QUrl(QStringLiteral("ws://server/%1").arg(++requests));
                                  return request;
                              }};
    QString log;
};

} // namespace banter::testing
