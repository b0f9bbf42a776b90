// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/app_model.h"
#include "tests/models/fakes.h"

#include <QQmlAbstractUrlInterceptor>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTranslator>

#include <memory>

namespace banter::testing {

/// All names that the sign-in page knows words for.
inline QStringList allDialects()
{
    return {QStringLiteral("banter"), QStringLiteral("auto"),           QStringLiteral("channels"),
            QStringLiteral("rooms"),  QStringLiteral("rooms-socketio"), QStringLiteral("chats"),
            QStringLiteral("notices")};
}

/// The whole interface over the real models and a session that says what a test wants. Virtual time for the models,
/// real mouse and keys for the window. Whatever QML complains about is kept and must be empty at the end.
class World {
public:
    explicit World(QSize size = {1100, 720}, const QStringList &dialects = allDialects());
    /// Over real sessions, in real time: nothing is said for it, and `time` and `sessions` have no part in it.
    struct Real {};
    World(Real, QSize size);
    ~World();
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    /// From the first screen into a chat as "me". Nothing is known yet but that it is connected.
    void signIn();
    /// Is a member of one room, "lobby", and looks at it.
    void enter();
    /// The session says it, and a frame later the models know.
    void say(const Changes &changes);
    void speak(const QString &language);
    void resize(QSize size);
    /// Until all that was asked for is laid out and drawn.
    void settle();

    SessionModel &session() { return *app.session(); }
    FakeSink &told() { return sessions.last().sink; }

    /// The visible item of this objectName; null when there is none.
    QQuickItem *find(const QString &name) const;
    /// Whether a dialog or a menu is on the screen; one that fades away is, and takes what is clicked.
    bool popup() const;
    /// The same, but its absence fails the test.
    QQuickItem &item(const QString &name) const;
    /// All visible items below `root`, popups included when it is null.
    QList<QQuickItem *> all(QQuickItem *root = nullptr) const;
    /// The visible row of the timeline with this text; null when there is none.
    QQuickItem *message(const QString &text) const;
    void click(QQuickItem &target, Qt::MouseButton button = Qt::LeftButton);
    void hover(QQuickItem &target, QPointF at);
    /// Turns the wheel over it; `eighths` of a degree above 0 scroll up, a notch is 120.
    void wheel(QQuickItem &target, int eighths);
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    /// Where it is in the window.
    QRectF place(const QQuickItem &target) const;
    QStringList complaints() const;

    SystemClock realClock;
    QtScheduler realScheduler;
    FakeTime time;
    FakeSessions sessions;
    FakeHost host;
    FakeBook book;
    SettingsFile file{QString()};
    SettingsModel settings{file};
    AppModel app;
    QTranslator translator;
    std::unique_ptr<QQmlAbstractUrlInterceptor> sources;
    QQmlApplicationEngine engine;
    QQuickWindow *window = nullptr;

private:
    void load(QSize size);

    quint64 m_wheelMs = 0;
};

/// `count` messages from `first` on, one a minute, by turns of three people; the texts are "line N" and some of several
/// lines.
Changes lines(Seq first, int count);
/// The same as if they came now.
Changes arriving(Seq first, int count);

/// A lively room: members in every state, groups, days, links, own messages in every state, several other rooms.
Changes livelyRoom(WallMs now);
/// The same in Chinese.
Changes livelyRoomInChinese(WallMs now);
/// A connection that had everything happen to it within a minute before `now`.
std::shared_ptr<const ConnectionRecording> badMorning(WallMs now);
/// All that a server of this program can do.
Capabilities everything();

} // namespace banter::testing
