// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/scheduler.h"
#include "dialects/socketio/socketio_wire.h"
#include "transport/system_links.h"

namespace banter::testing {

/// The Socket.IO wire over real links, one after the other, with nothing above it: it notes what it hears. Of many
/// links of one factory, as in the programs.
class SocketIoClient final : public QObject {
public:
    explicit SocketIoClient(const QUrl &server, SocketIoOptions options = {});
    ~SocketIoClient() override;

    wire::Opening opening;

    /// A new link; the old one is aborted.
    void dial();
    void hangUp() { m_link->close(1000, {}); }
    void abort() { m_link->abort(); }
    void ping(const QByteArray &payload) { m_link->ping(payload); }
    void tell(const wire::Command &command);
    /// An event of ours, with values of ours.
    wire::CallId call(const QString &name, const QJsonArray &args = {}, bool wantsAnswer = false,
                      std::vector<QByteArray> bytes = {}, const QString &space = wire::DefaultSpace);

    std::vector<wire::Event> events;
    std::optional<LinkEnd> ended;
    std::optional<QString> lost;
    std::optional<QString> hungUp;
    QByteArray ponged;
    int links = 0;

    template <class T>
    std::vector<T> all() const
    {
        std::vector<T> found;
        for (const wire::Event &event : events) {
            if (const T *one = std::get_if<T>(&event))
                found.push_back(*one);
        }
        return found;
    }
    /// The events of that name.
    std::vector<wire::Arrived> arrived(const QString &name) const;
    bool connected(const QString &space = wire::DefaultSpace) const;

private:
    void carry(wire::Step step);
    void watch();

    SystemClock m_clock;
    QtScheduler m_scheduler;
    SystemLinkFactory m_links{m_scheduler};
    std::unique_ptr<wire::Wire> m_wire;
    std::unique_ptr<Link> m_link;
    TimerId m_timer = 0;
    wire::CallId m_lastCall = 0;
};

} // namespace banter::testing
