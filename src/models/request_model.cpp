// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/request_model.h"

namespace banter {

void RequestModel::watch(bool open)
{
    m_watched = open;
    m_busy = false;
    m_error = {};
    Q_EMIT changed();
}

void RequestModel::clearError()
{
    if (m_error) {
        m_error = {};
        Q_EMIT changed();
    }
}

void RequestModel::begin(const QString &subject)
{
    m_subject = subject;
    m_busy = m_watched;
    m_error = {};
    Q_EMIT changed();
}

bool RequestModel::succeed(const QString &subject)
{
    if (!isAbout(subject)) {
        return false;
    }
    m_busy = false;
    m_error = {};
    Q_EMIT changed();
    Q_EMIT done();
    return true;
}

bool RequestModel::refuse(const QString &subject, std::function<QString()> words)
{
    if (!isAbout(subject)) {
        return false;
    }
    m_busy = false;
    m_error = std::move(words);
    Q_EMIT changed();
    return true;
}

} // namespace banter
