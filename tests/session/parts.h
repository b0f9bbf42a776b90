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

/// Keeps what is written in the order of writing, and has nothing to read but what the test puts there.
class NotedStore final : public ClientStore {
public:
    Status apply(const std::vector<keep::Change> &changes) override
    {
        if (full)
            return Error{ErrorCode::StorageFull, QStringLiteral("full"), 0};
        kept.insert(kept.end(), changes.begin(), changes.end());
        return success();
    }
    Result<std::vector<StoredRoom>> rooms() override { return std::vector<StoredRoom>(); }
    Result<std::vector<Message>> messages(const QString &room, Seq before, int limit) override
    {
        std::vector<Message> found;
        for (const Message &message : held) {
            if (message.room == room && (before == 0 || message.seq < before))
                found.push_back(message);
        }
        const auto most = std::size_t(limit);
        return found.size() <= most ? found : std::vector<Message>(found.end() - std::ptrdiff_t(most), found.end());
    }
    Result<std::vector<Message>> messagesIn(const QString &room, const Span &span, int limit, Most most) override
    {
        std::vector<Message> found;
        for (const Message &message : held) {
            if (message.room == room && span.contains(message.seq))
                found.push_back(message);
        }
        const auto surplus = std::ptrdiff_t(found.size()) - limit;
        if (surplus > 0 && most == Most::Newest)
            found.erase(found.begin(), found.begin() + surplus);
        else if (surplus > 0)
            found.erase(found.end() - surplus, found.end());
        return found;
    }
    Result<std::optional<Message>> message(const QString &room, const QString &id) override
    {
        for (const Message &message : held) {
            if ((room.isEmpty() || message.room == room) && message.id == id)
                return std::optional(message);
        }
        return std::optional<Message>();
    }
    Result<std::vector<Message>> messagesBy(const QString &room, const QString &sender) override
    {
        std::vector<Message> found;
        for (const Message &message : held) {
            if (message.room == room && message.sender == sender && !message.clientId.isEmpty())
                found.push_back(message);
        }
        return found;
    }
    Result<std::vector<Message>> search(const QStringList &, const QString &, int) override
    {
        return std::vector<Message>();
    }
    Result<std::vector<OutboxEntry>> outbox() override { return std::vector<OutboxEntry>(); }
    Result<qint64> outboxPlace(const QString &) override { return qint64(1); }
    Result<std::optional<Message>> acknowledged(const QString &clientId) override
    {
        for (const Message &message : held) {
            if (message.clientId == clientId)
                return std::optional(message);
        }
        return std::optional<Message>();
    }
    Result<QString> setting(const QString &) override { return QString(); }

    /// What was written of that kind.
    template <class Change>
    std::vector<Change> all() const
    {
        std::vector<Change> found;
        for (const keep::Change &one : kept) {
            if (const auto *change = std::get_if<Change>(&one))
                found.push_back(*change);
        }
        return found;
    }

    std::vector<keep::Change> kept;
    std::vector<Message> held; ///< ascending by sequence in each room
    bool full = false;
};

} // namespace banter::testing
