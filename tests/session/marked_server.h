// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/manual_scheduler.h"
#include "transport/link.h"

#include <QJsonObject>

#include <map>
#include <set>
#include <vector>

namespace banter::testing {

class MarkedServer;

/// One end of a link to a MarkedServer.
class MarkedLink final : public Link {
    Q_OBJECT
public:
    using All = std::set<MarkedLink *>;
    MarkedLink(MarkedServer &server, std::shared_ptr<All> all) : m_server(server), m_all(std::move(all)) {}
    ~MarkedLink() override;
    void open(const LinkRequest &request) override;
    bool send(const Frame &frame) override;
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override { return 0; }
    void end(const LinkEnd &end);

    bool isOpen = false;
    bool isOver = false;
    std::set<QString> halls;

private:
    MarkedServer &m_server;
    std::shared_ptr<All> m_all; ///< outlives the server
};

/// A chat server over JSON, in virtual time, that numbers nothing: messages have ids without an order, and a history is
/// paged by marks which mean something to this server only, and other things after a restart of it would.
class MarkedServer final : public LinkFactory {
public:
    explicit MarkedServer(ManualScheduler &scheduler) : m_scheduler(scheduler) {}
    std::unique_ptr<Link> make(LinkKind kind) override;
    /// What speaks to it: see PROFILES.md. With `forward`, also what comes after a mark can be asked for.
    static QByteArray profile(bool forward);

    /// Somebody else says it, to all who are in the hall.
    void post(const QString &text);
    /// The same `count` times with the texts "first", "first+1" …, and nobody is told.
    void fill(int count);
    void cut();

    bool up = true;
    int pageMost = 20;              ///< messages in one answer
    bool silent = false;            ///< asked for what is before or after a mark, it says nothing
    std::vector<QJsonObject> asked; ///< for a history
    std::vector<QString> texts() const;

private:
    friend class MarkedLink;
    struct Said {
        QString by;
        QString text;
        qint64 when = 0;
        QString ref;
    };
    void heard(MarkedLink &link, const QByteArray &text);
    void say(MarkedLink &link, const QJsonObject &frame);
    void later(MarkedLink *link, std::function<void(MarkedLink &)> call);
    void store(const QString &by, const QString &text, const QString &ref);
    void past(MarkedLink &link, const QJsonObject &request);
    QJsonObject shown(std::size_t index) const;
    static QString markOf(std::size_t index);
    static std::size_t indexOf(const QString &mark);

    ManualScheduler &m_scheduler;
    std::shared_ptr<MarkedLink::All> m_links = std::make_shared<MarkedLink::All>();
    std::vector<Said> m_log;
};

} // namespace banter::testing
