// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/attack/raw_link.h"

#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace banter::bench {

/// What one account, or one address, does for as long as it lives.
class Attack : public QObject {
    Q_OBJECT
public:
    explicit Attack(const QUrl &server) : m_server(server) {}
    virtual void begin() = 0;

protected:
    QUrl m_server;
};

/// One account on `links` links, each of which says frames as fast as they are taken, and signs in again when it was
/// sent away.
class Flood final : public Attack {
public:
    /// `next` gives the JSON of one frame; null: they say nothing.
    Flood(const QUrl &server, int links, std::function<QByteArray()> next);
    void begin() override;

private:
    void dial();
    void feed(RawLink *link);

    int m_links;
    std::function<QByteArray()> m_next;
    QByteArray m_token;
};

/// Links that say a hello of `hello`, or nothing when that gives nothing, at most `atOnce` at a time; another one for
/// each that ends, and for each that is welcome when `anew`.
class Knocking final : public Attack {
public:
    Knocking(const QUrl &server, int atOnce, bool anew, std::function<QByteArray()> hello);
    void begin() override;

private:
    void dial();

    int m_atOnce;
    bool m_anew;
    std::function<QByteArray()> m_hello;
};

/// Links that say nothing, from a few addresses, for all places of those who are not signed in; and from others
/// accounts with as many links as they may have, for all other places.
class FullHouse final : public Attack {
public:
    explicit FullHouse(const QUrl &server);
    void begin() override;

private:
    void dialSilent(const QHostAddress &from);
    void enroll(const QHostAddress &from);
    void fill(const QHostAddress &from, const QByteArray &token);

    QTimer m_alive;
    int m_accounts = 0;
    std::set<RawLink *> m_links; ///< that are signed in
};

struct AttackKind {
    const char *name;
    std::function<std::unique_ptr<Attack>(const QUrl &)> make;
};
const std::vector<AttackKind> &attackKinds();

} // namespace banter::bench
