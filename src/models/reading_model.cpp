// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/reading_model.h"

#include <algorithm>

namespace banter {

ReadingModel::ReadingModel(Read read, QObject *parent) : QObject(parent), m_read(std::move(read)) {}

void ReadingModel::show(TimelineModel *timeline)
{
    m_timeline = timeline;
    forgetView();
    m_room = {};
    m_unread = 0;
    count();
}

void ReadingModel::setRoom(const Room &room, int unread)
{
    m_room = room;
    m_unread = unread;
    if (m_timeline)
        progress().readTo(room.readSeq);
    refresh();
}

void ReadingModel::setWatched(bool watched)
{
    m_watched = watched;
    refresh();
}

void ReadingModel::forget(const QString &room)
{
    m_progress.erase(room);
    if (m_timeline && m_timeline->room() == room) {
        forgetView();
        count();
    }
}

void ReadingModel::forgetView()
{
    m_inView.clear();
    m_near.reset();
}

void ReadingModel::refresh()
{
    note();
    count();
}

void ReadingModel::look(int newest, int oldest)
{
    const bool opening = !m_timeline || m_timeline->opening();
    const bool some = !opening && newest >= 0 && oldest >= newest;
    m_inView =
        some ? m_timeline->rows().spans(m_timeline->rowOf(oldest), m_timeline->rowOf(newest), m_timeline->gapsStay())
             : std::vector<Span>{};
    if (opening) {
        m_near.reset();
    } else if (!m_inView.empty()) {
        m_near = Span{m_inView.front().after, m_inView.back().last};
    }
    refresh();
    if (m_above > 0 && !m_timeline->position().readUpTo())
        m_timeline->setReadUpTo(progress().read());
}

void ReadingModel::readAll()
{
    if (!m_timeline)
        return;
    progress().readTo(std::max(m_timeline->position().newest(), m_room.lastSeq));
    m_read(m_timeline->room(), progress().read());
    m_timeline->setReadUpTo(std::nullopt);
    count();
}

std::optional<Seq> ReadingModel::unreadAfter() const
{
    if (!m_timeline || m_above + m_below == 0)
        return std::nullopt;
    return m_progress.at(m_timeline->room()).read();
}

void ReadingModel::note()
{
    if (!m_timeline || !m_watched || m_inView.empty())
        return;
    ReadProgress &read = progress();
    for (const Span &span : m_inView)
        read.see(span);
    if (m_unread == 0) // nothing before it waits to be read, whatever its numbers are
        read.readTo(m_inView.back().last);
    else if (m_timeline->gapsStay() && unreadUpTo(m_inView.front().after) == 0) // nor in a hole that stays one
        read.readTo(m_inView.front().after);
    m_read(m_timeline->room(), read.read());
}

// What the session counts as unread and no row is.
int ReadingModel::unreadElsewhere() const
{
    const TimelineRows &rows = m_timeline->rows();
    int among = 0;
    for (int index = rows.placeAfter(m_room.readSeq); index < rows.sequenced(); ++index)
        among += rows.at(index).own ? 0 : 1;
    return std::max(0, m_unread - among);
}

// Own messages are never unread. Of what is not among the rows only the number is known: it is above where the rows
// begin after the read position, and below where they do not reach the newest message.
int ReadingModel::unreadAmong(int from, Seq upTo)
{
    const ReadProgress &read = progress();
    const TimelineRows &rows = m_timeline->rows();
    int count = 0;
    for (int index = from; index < rows.sequenced() && rows.at(index).message.seq <= upTo; ++index)
        count += rows.at(index).own || read.wasSeen(rows.at(index).message.seq) ? 0 : 1;
    return count;
}

bool ReadingModel::startsLater()
{
    const TimelineRows &rows = m_timeline->rows();
    return rows.sequenced() > 0 && rows.at(0).after > progress().read();
}

int ReadingModel::unreadUpTo(Seq place)
{
    const Seq read = progress().read();
    const int among = m_unread == 0 ? 0 : unreadAmong(m_timeline->rows().placeAfter(read), place);
    return among + (startsLater() ? unreadElsewhere() : 0);
}

void ReadingModel::count()
{
    int above = 0;
    int below = 0;
    if (m_timeline && m_near) {
        const TimelineRows &rows = m_timeline->rows();
        above = unreadUpTo(m_near->after);
        below = unreadAmong(rows.placeAfter(std::max(m_near->last, progress().read())), rows.newest());
        if (!startsLater() && m_timeline->detached())
            below += unreadElsewhere();
    }
    if (above != m_above || below != m_below) {
        m_above = above;
        m_below = below;
        Q_EMIT changed();
    }
}

} // namespace banter
