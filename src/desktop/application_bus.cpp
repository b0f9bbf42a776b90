// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/application_bus.h"

#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)

#include "desktop/application_object.h"
#include "system/hung_threads.h"

#include <QThread>

namespace banter {

ApplicationBus::ApplicationBus(const QString &address, QObject *parent) : QObject(parent), m_thread(new QThread)
{
    m_thread->setObjectName(QStringLiteral("application-bus"));
    auto *object = new ApplicationObject(address);
    object->moveToThread(m_thread);
    connect(m_thread, &QThread::started, object, &ApplicationObject::come);
    connect(m_thread, &QThread::finished, object, &QObject::deleteLater);
    connect(object, &ApplicationObject::activated, this, &ApplicationBus::activateWanted);
    connect(object, &ApplicationObject::opened, this, &ApplicationBus::openWanted);
    m_thread->start();
}

ApplicationBus::~ApplicationBus()
{
    constexpr unsigned long LeaveMs = 500;
    endOrLeave(m_thread, LeaveMs);
}

} // namespace banter

#else

namespace banter {

ApplicationBus::ApplicationBus(const QString &, QObject *parent) : QObject(parent) {}
ApplicationBus::~ApplicationBus() = default;

} // namespace banter

#endif
