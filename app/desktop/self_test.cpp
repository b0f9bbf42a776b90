// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "self_test.h"

#include <QDirIterator>
#include <QQmlComponent>

namespace banter::desktop {

QStringList selfTest(QQmlEngine &engine)
{
    QStringList problems;
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
    if (pages == 0) {
        problems.append(QStringLiteral("The interface is not in this program."));
    }
    return problems;
}

} // namespace banter::desktop
