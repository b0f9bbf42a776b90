// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "demo/company.h"
#include "desktop/idle_source.h"
#include "desktop/input_watch.h"
#include "desktop/single_instance.h"
#include "desktop/system_look.h"
#include "disk_book.h"
#include "host.h"
#include "language.h"
#include "models/link_guide.h"
#include "options.h"
#include "screenshot.h"
#include "window.h"

#include <QTemporaryDir>

namespace banter::desktop {

/// The desktop program with all its parts, from the command line's wishes to the window. GUI thread.
class Program final : public QObject {
    Q_OBJECT
public:
    /// `dataDir` exists and belongs to this process.
    Program(Options options, QString dataDir);
    ~Program() override;

    /// Shows the window and begins; false when the interface is broken.
    bool start();
    /// Brings the window, and shows there where `link` leads: empty, or text of anybody's.
    void raise(const QByteArray &activation, const QString &link = {});
    int selfTest();
    /// Before start(): says nothing but this, a sentence for people.
    void setTrouble(const QString &sentence) { m_trouble = sentence; }

Q_SIGNALS:
    void firstFrame();

private:
    void followTheSystem();
    void begin();
    void beginDemo();
    void onAccount(LiveAccount *account);
    void onCurrent();
    void showRoom(SessionModel &session, const QString &room);
    void watchScreenshot();

    Options m_options;
    QString m_dataDir;
    SystemClock m_clock;
    QtScheduler m_scheduler;
    SettingsFile m_file;
    SettingsModel m_settings;
    Language m_language;
    SystemLook m_look;
    DiskBook m_book;
    Host m_host;
    AppModel m_app;
    LinkGuide m_links;
    InputWatch m_input;
    std::unique_ptr<IdleSource> m_idle = systemIdle();
    Window m_window;
    QString m_trouble;
    QString m_lastError;
    bool m_begun = false;
    std::unique_ptr<demo::Company> m_company;
    std::unique_ptr<Screenshot> m_screenshot;
};

} // namespace banter::desktop
