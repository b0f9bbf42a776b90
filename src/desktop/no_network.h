// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QQmlNetworkAccessManagerFactory>

namespace banter {

/// For a QML engine that asks no computer for anything: every request that an image, a font, a script or a component
/// makes is refused with ContentAccessDenied before a name is looked up. What is inside the program (qrc:) needs no
/// request. One object may serve several engines and must outlive them. create() is called on any of QML's threads.
class NoNetwork final : public QQmlNetworkAccessManagerFactory {
public:
    QNetworkAccessManager *create(QObject *parent) override;
};

} // namespace banter
