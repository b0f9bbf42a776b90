// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/link_port.h"
#include "session/requests.h"

#include <map>
#include <utility>

namespace banter::testing {

/// Notes what a part of a session asks, and answers nothing by itself.
class NotedRequests final : public Requests {
public:
    heard::Ticket ask(Asked about, const ask::Request &request) override
    {
        asked.emplace(++m_last, std::move(about));
        requests.push_back(request);
        return m_last;
    }
    heard::Ticket askForResume(Asked about, const ask::Request &request) override
    {
        const heard::Ticket ticket = ask(std::move(about), request);
        ofResume.push_back(ticket);
        return ticket;
    }
    void askEphemeral(const ask::Request &request) override { ephemeral.push_back(request); }
    void flush() override { ++flushes; }
    std::optional<Asked> answered(heard::Ticket ticket) override
    {
        const auto found = asked.extract(ticket);
        return found ? std::optional(found.mapped()) : std::nullopt;
    }
    void forgetIf(const std::function<bool(const Asked &)> &forget) override
    {
        std::erase_if(asked, [&](const auto &entry) { return forget(entry.second); });
    }
    bool isAsked(Asked::What what, const QString &room) const override
    {
        for (const auto &[ticket, about] : asked) {
            if (about.what == what && about.room == room)
                return true;
        }
        return false;
    }
    void askLater(const Error &error) override { putOff.push_back(error); }

    /// The requests of that kind, in their order.
    template <class Request>
    std::vector<Request> all() const
    {
        return only<Request>(requests);
    }
    template <class Request>
    std::vector<Request> allEphemeral() const
    {
        return only<Request>(ephemeral);
    }

    std::map<heard::Ticket, Asked> asked; ///< without an answer
    std::vector<ask::Request> requests;   ///< all that were ever made
    std::vector<ask::Request> ephemeral;
    std::vector<heard::Ticket> ofResume;
    std::vector<Error> putOff;
    int flushes = 0;

private:
    template <class Request>
    static std::vector<Request> only(const std::vector<ask::Request> &all)
    {
        std::vector<Request> found;
        for (const ask::Request &one : all) {
            if (const auto *request = std::get_if<Request>(&one))
                found.push_back(*request);
        }
        return found;
    }
    heard::Ticket m_last = 0;
};

/// A link that carries as the test says.
class NotedLink final : public LinkPort {
public:
    qint64 backlog() const override { return held; }
    bool isReceiving() const override { return receiving; }
    void answerOverdue() override { ++overdue; }

    qint64 held = 0;
    bool receiving = false;
    int overdue = 0;
};

} // namespace banter::testing
