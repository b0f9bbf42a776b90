// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "transport/link.h"

#include <memory>
#include <vector>

namespace banter::testing {

/// A link without a network: it notes what is done to it, and does what the test says.
class FakeLink final : public Link {
public:
    /// What outlives the link, for looking at it after its end.
    struct Notes {
        LinkRequest request;
        std::vector<Frame> sent;
        std::vector<QByteArray> pings;
        int closeCode = 0;
        bool aborted = false;
        qint64 backlog = 0;
        bool isOpen = false;
        FakeLink *link = nullptr; ///< null once it is deleted
    };

    explicit FakeLink(std::shared_ptr<Notes> notes) : m_notes(std::move(notes)) { m_notes->link = this; }
    ~FakeLink() override { m_notes->link = nullptr; }

    void open(const LinkRequest &request) override { m_notes->request = request; }
    bool send(const Frame &frame) override
    {
        if (!m_notes->isOpen)
            return false;
        m_notes->sent.push_back(frame);
        return true;
    }
    void ping(const QByteArray &payload) override { m_notes->pings.push_back(payload); }
    void close(int code, const QString &) override
    {
        m_notes->closeCode = code;
        m_notes->isOpen = false;
    }
    void abort() override
    {
        m_notes->aborted = true;
        m_notes->isOpen = false;
    }
    qint64 bytesToWrite() const override { return m_notes->backlog; }

    // What the other side does.
    void beOpened(const QString &subprotocol = {})
    {
        m_notes->isOpen = true;
        Q_EMIT opened(subprotocol);
    }
    void hear(const QByteArray &text) { Q_EMIT received({false, text}); }
    void pong(const QByteArray &payload) { Q_EMIT ponged(payload); }
    void drain(qint64 left)
    {
        m_notes->backlog = left;
        Q_EMIT written(1);
    }
    void end(LinkEnd::Kind kind, int code = 1006, const QString &reason = {})
    {
        m_notes->isOpen = false;
        Q_EMIT ended({kind, code, 0, reason});
    }

private:
    std::shared_ptr<Notes> m_notes;
};

/// Makes fake links and keeps the notes of all of them.
class FakeLinkFactory final : public LinkFactory {
public:
    std::unique_ptr<Link> make(LinkKind) override
    {
        links.push_back(std::make_shared<FakeLink::Notes>());
        return std::make_unique<FakeLink>(links.back());
    }
    FakeLink::Notes &last() { return *links.back(); }

    std::vector<std::shared_ptr<FakeLink::Notes>> links;
};

} // namespace banter::testing
