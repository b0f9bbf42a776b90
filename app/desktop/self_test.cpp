// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "self_test.h"

#include <QDirIterator>
#include <QImageReader>
#include <QQmlComponent>

namespace banter::desktop {

namespace {

void testPages(QQmlEngine &engine, QStringList &problems)
{
    int pages = 0;
    QDirIterator files(QStringLiteral(":/qt/qml/Banter"), {QStringLiteral("*.qml")}, QDir::Files);
    while (files.hasNext()) {
        const QUrl url(QStringLiteral("qrc") + files.next());
        const QQmlComponent component(&engine, url, QQmlComponent::PreferSynchronous);
        ++pages;
        if (!component.isReady()) {
            problems.append(component.errorString());
        }
    }
    if (!engine.networkAccessManagerFactory()) {
        problems.append(QStringLiteral("The interface could ask other computers for what others wrote."));
    }
    if (pages == 0) {
        problems.append(QStringLiteral("The interface is not in this program."));
    }
}

// Also those that no page names: Qt loads them itself, at the first file dialog or view.
void testModules(QQmlEngine &engine, QStringList &problems)
{
    for (const char *module : {"QtQml", "QtQml.Models", "QtQml.WorkerScript", "QtQuick", "QtQuick.Window",
                               "QtQuick.Controls.Basic", "QtQuick.Controls.impl", "QtQuick.Templates",
                               "QtQuick.Layouts", "QtQuick.Dialogs", "Qt.labs.folderlistmodel"}) {
        QQmlComponent component(&engine);
        component.setData("import QtQml\nimport " + QByteArray(module) + "\nQtObject {}\n", QUrl());
        if (!component.isReady()) {
            problems.append(
                QStringLiteral("The QML module %1 is missing: install it with Qt.").arg(QString::fromLatin1(module)));
        }
    }
}

// Which formats Qt reads is up to plugins, which are packages of their own on many systems.
void testIcons(QStringList &problems)
{
    QStringList files{QStringLiteral(":/banter.svg")};
    QDirIterator icons(QStringLiteral(":/icons"), QDir::Files);
    while (icons.hasNext()) {
        files.append(icons.next());
    }
    if (files.size() == 1) {
        problems.append(QStringLiteral("The icons are not in this program."));
    }
    const QList<QByteArray> formats = QImageReader::supportedImageFormats();
    QStringList unread;
    for (const QString &file : files) {
        const QString format = file.section(u'.', -1);
        if (!formats.contains(format.toLatin1())) {
            if (!unread.contains(format)) {
                unread.append(format);
                problems.append(QStringLiteral("Icons of the format %1 cannot be shown: Qt's plugin for it is missing "
                                               "(for svg, Debian's package qt6-svg-plugins).")
                                    .arg(format));
            }
        } else if (QImageReader(file).read().isNull()) {
            problems.append(QStringLiteral("The icon %1 cannot be read.").arg(file));
        }
    }
}

} // namespace

QStringList selfTest(QQmlEngine &engine)
{
    QStringList problems;
    testPages(engine, problems);
    testModules(engine, problems);
    testIcons(problems);
    return problems;
}

} // namespace banter::desktop
