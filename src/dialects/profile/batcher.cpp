// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/batcher.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace banter::profile {
namespace {

/// Far below what a server takes at once.
constexpr qsizetype MaxBytes = 256 * 1024;

QByteArray quoted(const QString &text)
{
    return QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).chopped(1).sliced(1);
}

} // namespace

std::vector<Frame> Batcher::add(Frame frame, MonoMs now)
{
    std::vector<Frame> out;
    const auto flush = [&] {
        if (std::optional<Frame> all = take())
            out.push_back(std::move(*all));
    };
    if (m_bytes + frame.data.size() > MaxBytes)
        flush();
    m_bytes += frame.data.size();
    m_waiting.push_back(std::move(frame));
    if (!m_due)
        m_due = now + m_rules.withinMs;
    if (int(m_waiting.size()) >= m_rules.most)
        flush();
    return out;
}

std::optional<Frame> Batcher::take()
{
    std::optional<Frame> all;
    if (m_waiting.size() == 1)
        all = std::move(m_waiting.front());
    else if (!m_waiting.empty()) {
        QByteArray list = "[";
        for (const Frame &one : m_waiting)
            list += (list.size() == 1 ? QByteArray() : QByteArray(",")) + one.data;
        list += ']';
        const bool named = !m_rules.event.isEmpty();
        all = Frame{false, named ? '{' + quoted(m_eventMember) + ':' + quoted(m_rules.event) + ',' +
                                       quoted(m_rules.member) + ':' + list + '}'
                                 : list};
    }
    forget();
    return all;
}

} // namespace banter::profile
