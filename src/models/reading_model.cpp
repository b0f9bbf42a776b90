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
        m_near = {m_inView.front().first, m_inView.back().last};
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

qint64 ReadingModel::firstUnread() const
{
    if (!m_timeline || m_above + m_below == 0)
        return 0;
    return m_progress.at(m_timeline->room()).read() + 1;
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
    m_read(m_timeline->room(), read.read());
}

// Own messages are never unread. Of rows that are not loaded nobody knows whose they are.
void ReadingModel::count()
{
    int above = 0;
    int below = 0;
    if (m_timeline && m_near) {
        const ReadProgress &read = progress();
        const auto unread = [&](Span span) {
            Seq count = read.unseen(span);
            for (const Seq own : m_timeline->rows().ownWithin(span))
                count -= read.unseen({own, own});
            return static_cast<int>(std::max<Seq>(0, count));
        };
        above = m_unread == 0 ? 0 : unread({read.read() + 1, m_near->first - 1});
        const Seq under = std::max(m_near->last, read.read());
        below = unread({under + 1, m_timeline->position().newest()});
    }
    if (above != m_above || below != m_below) {
        m_above = above;
        m_below = below;
        Q_EMIT changed();
    }
}

} // namespace banter
