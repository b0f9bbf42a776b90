// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "demo/company.h"

#include "demo/member.h"
#include "demo/script.h"

#include <algorithm>

namespace banter::demo {

/// What lives on the company's thread.
class Company::Party final : public QObject {
    Q_OBJECT
public:
    explicit Party(quint64 seed) : m_random(seed), m_script(m_random) {}

    void come(const QUrl &server)
    {
        m_scheduler = std::make_unique<QtScheduler>(); // here: its timers belong to this thread
        for (const QString &name : memberNames()) {
            auto member = std::make_unique<Member>(name, server, m_clock, m_random, *m_scheduler);
            connect(member.get(), &Member::changed, this, &Party::onChanged);
            m_members.push_back(std::move(member));
        }
        // One of them listens for all: each line is heard by all three.
        connect(m_members.front().get(), &Member::heard, this, &Party::onHeard);
    }

    void leave()
    {
        m_members.clear();
        m_scheduler.reset();
        thread()->quit();
    }

Q_SIGNALS:
    void ready();

private:
    enum class Act { Arriving, Gathering, Remembering, Talking };

    bool all(const std::function<bool(const Member &)> &holds) const
    {
        return std::all_of(m_members.begin(), m_members.end(), [&](const auto &member) { return holds(*member); });
    }

    void onChanged()
    {
        if (m_act == Act::Arriving && all([](const Member &member) { return member.connected(); })) {
            m_act = Act::Gathering;
            for (const auto &member : m_members) {
                for (const QString &room : roomNames()) {
                    member->tell(tell::JoinRoom{room});
                    member->tell(tell::OpenRoom{room});
                }
            }
        } else if (m_act == Act::Gathering && all([](const Member &member) {
                       return std::all_of(roomNames().begin(), roomNames().end(),
                                          [&](const QString &room) { return member.isIn(room); });
                   })) {
            m_act = Act::Remembering;
            m_history = m_script.history();
            remember();
        } else if (m_act == Act::Remembering) {
            remember();
        }
    }

    // One line at a time, each when the one before is on the server: the lines of three people keep their order.
    void remember()
    {
        if (!all([](const Member &member) { return member.unsent() == 0; })) {
            return;
        }
        if (m_told < m_history.size()) {
            const Turn &turn = m_history[m_told++];
            member(turn.who).tell(tell::Send{roomNames().at(turn.room), turn.text, {}});
            return;
        }
        m_act = Act::Talking;
        Q_EMIT ready();
        for (const auto &one : m_members) {
            one->point(roomNames().first());
        }
        nextTurn();
        nextAbsence();
    }

    void play(const Turn &turn)
    {
        if (m_gone != turn.who) {
            member(turn.who).say(roomNames().at(turn.room), turn.text, turn.typingMs);
        }
    }

    void nextTurn()
    {
        const Turn turn = m_script.next();
        m_scheduler->after(turn.pauseMs, [this, turn] {
            play(turn);
            m_scheduler->after(turn.typingMs, [this] { nextTurn(); });
        });
    }

    void nextAbsence()
    {
        const Absence absence = m_script.nextAbsence();
        m_scheduler->after(absence.afterMs, [this, absence] {
            begin(absence);
            m_scheduler->after(absence.forMs, [this, absence] {
                end(absence);
                nextAbsence();
            });
        });
    }

    void begin(const Absence &absence)
    {
        Member &who = member(absence.who);
        m_gone = absence.who;
        if (absence.kind == Absence::Kind::Gone) {
            who.tell(tell::Disconnect{});
        } else {
            const bool away = absence.kind == Absence::Kind::Away;
            who.tell(tell::SetPresence{away ? PresenceStatus::Away : PresenceStatus::Busy, {}});
        }
    }

    void end(const Absence &absence)
    {
        Member &who = member(absence.who);
        m_gone = -1;
        if (absence.kind == Absence::Kind::Gone) {
            who.tell(tell::Connect{});
        } else {
            who.tell(tell::SetPresence{PresenceStatus::Online, {}});
        }
    }

    void onHeard(const Message &message)
    {
        const auto room = roomNames().indexOf(message.room);
        if (m_act != Act::Talking || room < 0 || memberNames().contains(message.sender)) {
            return;
        }
        if (const std::optional<Turn> answer = m_script.answer(int(room), message.text)) {
            m_scheduler->after(answer->pauseMs, [this, answer] { play(*answer); });
        }
    }

    Member &member(int who) { return *m_members[std::size_t(who)]; }

    SystemClock m_clock;
    SeededRandom m_random;
    std::unique_ptr<QtScheduler> m_scheduler;
    Script m_script;
    std::vector<std::unique_ptr<Member>> m_members;
    Act m_act = Act::Arriving;
    std::vector<Turn> m_history;
    std::size_t m_told = 0;
    int m_gone = -1; ///< who does not talk now
};

Company::Company(quint64 seed, QObject *parent) : QObject(parent), m_party(new Party(seed))
{
    m_thread.setObjectName(QStringLiteral("demo"));
    m_party->moveToThread(&m_thread);
    connect(m_party, &Party::ready, this, &Company::ready);
}

Company::~Company()
{
    if (m_thread.isRunning()) {
        QMetaObject::invokeMethod(m_party, &Party::leave, Qt::QueuedConnection);
        m_thread.wait();
    }
    delete m_party;
}

void Company::come(const QUrl &server)
{
    m_thread.start();
    QMetaObject::invokeMethod(
        m_party, [party = m_party, server] { party->come(server); }, Qt::QueuedConnection);
}

QString Company::password()
{
    return QStringLiteral("for the demo only");
}

} // namespace banter::demo

#include "company.moc"
