// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "disk_book.h"
#include "host.h"
#include "models/app_model.h"
#include "server/embedded_server.h"

#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>

namespace banter::testing {

inline constexpr int WaitMs = 30'000;

/// One start of the program on a data folder, with its window, its server and all that it keeps; its end is the
/// window's. Driven by mouse and keys.
class Start {
public:
    explicit Start(const QString &folder);
    ~Start();

    QList<QQuickItem *> shown() const;
    /// All that are visible and have this name, in the order of their parents, those of one list from top to bottom.
    QList<QQuickItem *> all(const char *name) const;
    /// The last of them; null when there is none.
    QQuickItem *find(const char *name) const;
    /// Until what was asked for is drawn.
    void settle();
    /// `across`: where, as a part of its width.
    bool click(const char *name, double across = 0.5);
    /// `number`: which of those of this name.
    bool clickOn(const char *name, int number, Qt::MouseButton button = Qt::LeftButton);
    bool write(const char *field, const QString &text);
    QString typed(const char *field) const;
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// In front of the windows of other starts.
    bool activate();
    QString title() const { return m_window->title(); }

    bool hosting() const;
    /// The form's end: a chat that is connected, or an error. Empty for the chat.
    QString outcome();
    bool connected() const;
    /// Whether the error can be read, and where the person is to look has the keys.
    bool tellsItsError();

    /// What people fill in and send; what comes of it, as outcome().
    QString host(const char *name, const char *password, bool keep = false);
    QString join(const QString &address, const char *name, const char *password, bool create = false,
                 bool keep = false);

private:
    SystemClock m_clock;
    QtScheduler m_scheduler;
    SettingsFile m_file;
    SettingsModel m_settings{m_file};
    desktop::DiskBook m_book;
    desktop::Host m_host;

public:
    AppModel app;

private:
    QQmlApplicationEngine m_engine;
    QQuickWindow *m_window = nullptr;
};

/// Somebody else's server, on a port of its own, another one each time.
struct OthersServer {
    OthersServer() { start(); }
    /// `there`: at the address that it had before it was stopped.
    void start(bool there = false);
    QTemporaryDir folder;
    EmbeddedServer server;
    QString url;
};

} // namespace banter::testing
