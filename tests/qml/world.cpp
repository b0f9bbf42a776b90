// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"

#include "desktop/wheel.h"

#include <QDirIterator>
#include <QGuiApplication>
#include <QQmlContext>
#include <QQmlProperty>
#include <QSignalSpy>
#include <QTest>
#include <QtQml/QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(BanterPlugin)
Q_IMPORT_QML_PLUGIN(Banter_ModelsPlugin)

namespace banter::testing {

namespace {

QStringList &heard()
{
    static QStringList lines;
    return lines;
}

QtMessageHandler &before()
{
    static QtMessageHandler handler = nullptr;
    return handler;
}

// Whatever QML says while it runs is a fault, even where Qt only warns.
void listen(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    // Qt 6.4's own: a row went while the view was still making its delegate.
    const bool ofTheView = text.startsWith(QStringLiteral("DelegateModel::cancel: index out range"));
    if (type != QtDebugMsg && type != QtInfoMsg && !ofTheView) {
        heard().append(text);
    }
    before()(type, context, text);
}

void gather(QQuickItem *item, QList<QQuickItem *> &found)
{
    if (!item->isVisible()) {
        return;
    }
    found.append(item);
    for (QQuickItem *child : item->childItems()) {
        gather(child, found);
    }
}

/// Finds the module's files by their names below a folder.
class FromFolder final : public QQmlAbstractUrlInterceptor {
public:
    explicit FromFolder(const QString &folder)
    {
        QDirIterator files(folder, {QStringLiteral("*.qml")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            m_files.insert(QStringLiteral("/qt/qml/Banter/") + files.fileName(), QUrl::fromLocalFile(file));
        }
    }
    QUrl intercept(const QUrl &url, DataType) override { return m_files.value(url.path(), url); }

private:
    QHash<QString, QUrl> m_files;
};

} // namespace

World::World(QSize size, const QStringList &dialects)
    : app({time.parts(), sessions.factory(), host, book, dialects}, settings)
{
    load(size);
}

World::World(Real, QSize size)
    : app({{realClock, realScheduler}, enginePorts(), host, book, {QStringLiteral("banter")}}, settings)
{
    load(size);
}

void World::load(QSize size)
{
    heard().clear();
    before() = qInstallMessageHandler(listen);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    speak(QStringLiteral("en"));
    // Which emoji there are is not for the fonts of this computer to say, unless people look at the pictures.
    if (qEnvironmentVariableIsEmpty("BANTER_SHOTS")) {
        app.emoji()->book().setFont(std::make_unique<FakeEmojiFont>());
    }
    const QString folder = qEnvironmentVariable("BANTER_QML");
    if (!folder.isEmpty()) {
        sources = std::make_unique<FromFolder>(folder);
        engine.addUrlInterceptor(sources.get());
    }
    letWheelTurnsFinish();
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.setInitialProperties({{QStringLiteral("app"), QVariant::fromValue(&app)},
                                 {QStringLiteral("width"), size.width()},
                                 {QStringLiteral("height"), size.height()}});
    app.open();
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Banter/Main.qml")));
    window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0));
    if (!window) {
        qFatal("Main.qml does not load");
    }
    window->requestActivate();
    if (!QTest::qWaitForWindowActive(window)) {
        qFatal("the window does not become active");
    }
    settle();
}

World::~World()
{
    // The window goes first, as in the program: the models outlive what looks at them.
    delete window;
    QCoreApplication::removeTranslator(&translator);
    qInstallMessageHandler(before());
}

void World::signIn()
{
    app.start()->join(QStringLiteral("127.0.0.1:7777"), QStringLiteral("me"), QStringLiteral("secret"), false, false,
                      {});
    Changes changes;
    changes.signedInAs = QStringLiteral("me");
    changes.connection = connection(ConnectionState::Connected);
    changes.capabilities = everything();
    sessions.last().alive->say(changes);
    QTRY_VERIFY(app.session());
    time.advance(20);
    settle();
}

void World::enter()
{
    Changes changes;
    changes.rooms[QStringLiteral("lobby")] = room(QStringLiteral("lobby"));
    say(changes);
    QCOMPARE(session().current()->room(), QStringLiteral("lobby"));
}

void World::say(const Changes &changes)
{
    sessions.last().alive->say(changes);
    time.advance(20);
    settle();
}

void World::speak(const QString &language)
{
    QCoreApplication::removeTranslator(&translator);
    if (!translator.load(QStringLiteral(":/i18n/banter_%1.qm").arg(language))) {
        qFatal("no translation");
    }
    QCoreApplication::installTranslator(&translator);
    QLocale::setDefault(language == QLatin1String("en") ? QLocale(QLocale::English, QLocale::UnitedKingdom)
                                                        : QLocale(language));
    app.retranslate();
    engine.retranslate();
}

void World::resize(QSize size)
{
    window->resize(size);
    QTRY_COMPARE(window->size(), size);
    settle();
}

void World::settle()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    // Two frames: what the first one lays out may ask for another.
    QSignalSpy drawn(window, &QQuickWindow::frameSwapped);
    for (int frame = 1; frame <= 2; ++frame) {
        window->update();
        // QTRY_VERIFY looks each 50 ms only, and everything here waits for frames.
        QVERIFY(QTest::qWaitFor([&] { return drawn.count() >= frame; }));
    }
}

QList<QQuickItem *> World::all(QQuickItem *root) const
{
    QList<QQuickItem *> found;
    gather(root ? root : window->contentItem(), found);
    return found;
}

bool World::popup() const
{
    const QList<QQuickItem *> items = all();
    return std::any_of(items.begin(), items.end(),
                       [](const QQuickItem *each) { return each->inherits("QQuickPopupItem") && each->isVisible(); });
}

QQuickItem *World::find(const QString &name) const
{
    const QList<QQuickItem *> items = all();
    const auto found =
        std::find_if(items.rbegin(), items.rend(), [&](QQuickItem *each) { return each->objectName() == name; });
    return found == items.rend() ? nullptr : *found;
}

QQuickItem &World::item(const QString &name) const
{
    QQuickItem *found = nullptr;
    for (int wait = 0; wait < 250 && !(found = find(name)); ++wait) {
        QTest::qWait(20);
    }
    if (!found) {
        qFatal("nothing visible is called %s", qPrintable(name));
    }
    return *found;
}

QQuickItem *World::message(const QString &text) const
{
    for (QQuickItem *each : all(&item(QStringLiteral("timeline")))) {
        if (each->property("clientId").isValid() && each->property("text").toString() == text) {
            return each;
        }
    }
    return nullptr;
}

QRectF World::place(const QQuickItem &target) const
{
    return target.mapRectToScene(QRectF(0, 0, target.width(), target.height()));
}

void World::click(QQuickItem &target, Qt::MouseButton button)
{
    QTest::mouseClick(window, button, {}, place(target).center().toPoint());
    settle();
}

void World::hover(QQuickItem &target, QPointF at)
{
    QTest::mouseMove(window, target.mapToScene(at).toPoint());
    settle();
}

void World::wheel(QQuickItem &target, int eighths)
{
    const QPointF at = place(target).center();
    QWheelEvent turn(at, window->mapToGlobal(at), {}, QPoint(0, eighths), Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    // A list takes a turn of the same time as the one before for none.
    m_wheelMs += 50;
    turn.setTimestamp(m_wheelMs);
    QCoreApplication::sendEvent(window, &turn);
    settle();
}

void World::key(int key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(window, static_cast<Qt::Key>(key), modifiers);
    settle();
}

void World::type(const QString &text)
{
    for (const QChar letter : text) {
        QTest::keyClick(window, letter.toLatin1());
    }
    settle();
}

QStringList World::complaints() const
{
    return heard();
}

} // namespace banter::testing
