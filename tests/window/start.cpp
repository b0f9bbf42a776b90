// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/window/start.h"

#include "dialects/registry/registry.h"

#include <QSignalSpy>
#include <QTest>
#include <QtQml/QQmlExtensionPlugin>

#include <algorithm>

Q_IMPORT_QML_PLUGIN(BanterPlugin)
Q_IMPORT_QML_PLUGIN(Banter_ModelsPlugin)

namespace banter::testing {

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

void gather(QQuickItem *item, QList<QQuickItem *> &found)
{
    if (!item->isVisible())
        return;
    found.append(item);
    for (QQuickItem *child : item->childItems())
        gather(child, found);
}

} // namespace

Start::Start(const QString &folder)
    : m_file(folder + s("/settings.ini")), m_book(folder, false), m_host(folder + s("/server"), &m_file),
      app({ModelParts{m_clock, m_scheduler}, enginePorts(), m_host, m_book, dialectNames()}, m_settings)
{
    m_engine.addImportPath(s("qrc:/qt/qml"));
    m_engine.setInitialProperties({{s("app"), QVariant::fromValue(&app)}, {s("width"), 900}, {s("height"), 760}});
    m_engine.load(QUrl(s("qrc:/qt/qml/Banter/Main.qml")));
    m_window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().value(0));
    m_window->requestActivate();
    app.open();
    // The form comes up, or a chat that goes on by itself.
    const bool there = QTest::qWaitFor([this] { return find("submit") || app.session(); }, WaitMs);
    if (!there)
        qWarning("neither the form nor a chat is there");
}

Start::~Start()
{
    delete m_window;
}

QList<QQuickItem *> Start::shown() const
{
    QList<QQuickItem *> all;
    gather(m_window->contentItem(), all);
    return all;
}

QList<QQuickItem *> Start::all(const char *name) const
{
    QList<QQuickItem *> found = shown();
    found.removeIf([name](const QQuickItem *item) { return item->objectName() != QLatin1String(name); });
    std::stable_sort(found.begin(), found.end(), [](const QQuickItem *a, const QQuickItem *b) {
        return a->parentItem() == b->parentItem() && a->y() < b->y();
    });
    return found;
}

QQuickItem *Start::find(const char *name) const
{
    const QList<QQuickItem *> found = all(name);
    return found.isEmpty() ? nullptr : found.last();
}

// Two frames: what the first one lays out may ask for another.
void Start::settle()
{
    QSignalSpy drawn(m_window, &QQuickWindow::frameSwapped);
    for (int frame = 1; frame <= 2; ++frame) {
        m_window->update();
        if (!QTest::qWaitFor([&] { return drawn.count() >= frame; }, WaitMs))
            qWarning("nothing is drawn");
    }
}

bool Start::click(const char *name, double across)
{
    if (!QTest::qWaitFor([&] { return find(name) != nullptr; }, WaitMs))
        return false;
    settle();
    const QQuickItem *item = find(name);
    if (!item)
        return false;
    QTest::mouseClick(m_window, Qt::LeftButton, {},
                      item->mapToScene(QPointF(item->width() * across, item->height() / 2)).toPoint());
    return true;
}

bool Start::clickOn(const char *name, int number, Qt::MouseButton button)
{
    if (!QTest::qWaitFor([&] { return all(name).size() > number; }, WaitMs))
        return false;
    settle();
    const QList<QQuickItem *> found = all(name);
    if (found.size() <= number)
        return false;
    const QQuickItem *item = found.at(number);
    QTest::mouseClick(m_window, button, {}, item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint());
    return true;
}

bool Start::write(const char *field, const QString &text)
{
    if (!click(field))
        return false;
    QTest::keyClick(m_window, Qt::Key_A, Qt::ControlModifier);
    for (const QChar letter : text)
        QTest::keyClick(m_window, letter.toLatin1());
    return true;
}

QString Start::typed(const char *field) const
{
    const QQuickItem *item = find(field);
    return item ? item->property("text").toString() : QString();
}

void Start::press(int key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window, static_cast<Qt::Key>(key), modifiers);
}

bool Start::activate()
{
    m_window->requestActivate();
    return QTest::qWaitForWindowActive(m_window, WaitMs);
}

bool Start::hosting() const
{
    return find("hostTile") && find("hostTile")->property("checked").toBool();
}

QString Start::outcome()
{
    const auto over = [this] { return connected() || !app.start()->error().isEmpty(); };
    return !QTest::qWaitFor(over, WaitMs) ? s("nothing happens") : app.session() ? QString() : app.start()->error();
}

bool Start::connected() const
{
    return app.session() && app.session()->connection()->state() == ConnectionModel::Connected;
}

bool Start::tellsItsError()
{
    const QString error = app.start()->error();
    const auto told = [&] {
        for (const QQuickItem *item : shown()) {
            if (item->property("text").toString() == error)
                return true;
        }
        return false;
    };
    static const QHash<StartModel::ErrorField, const char *> Fields{
        {StartModel::Address, "address"}, {StartModel::Name, "name"}, {StartModel::Password, "password"}};
    const char *field = Fields.value(app.start()->errorField(), nullptr);
    return QTest::qWaitFor(told, WaitMs) && (!field || (find(field) && find(field)->hasActiveFocus()));
}

QString Start::host(const char *name, const char *password, bool keep)
{
    if (!hosting() && !click("hostTile"))
        return s("no tile");
    if (!write("name", s(name)) || !write("password", s(password)) || (keep && !click("keep")))
        return s("no field");
    press(Qt::Key_Return);
    return outcome();
}

QString Start::join(const QString &address, const char *name, const char *password, bool create, bool keep)
{
    if (hosting() && !click("joinTile"))
        return s("no tile");
    const QQuickItem *account = find("account");
    if (!account || !click("account", create ? 0.75 : 0.25))
        return s("no choice");
    if (!write("address", address) || !write("name", s(name)) || !write("password", s(password)) ||
        (keep && !click("keep")))
        return s("no field");
    press(Qt::Key_Return);
    return outcome();
}

void OthersServer::start(bool there)
{
    ServerOptions options;
    options.dataDir = folder.path();
    options.ratePerSecond = 0;
    if (there)
        options.port = static_cast<quint16>(QUrl(url).port());
    const Result<QUrl> up = server.start(options);
    url = up.ok() ? up.value().toString() : QString();
}

} // namespace banter::testing
