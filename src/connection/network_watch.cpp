// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/network_watch.h"

#include "transport/nearby.h"

#include <QNetworkInformation>

namespace banter {

NetworkWatch::~NetworkWatch() = default;

void SystemNetworkWatch::start()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    QNetworkInformation *information = QNetworkInformation::instance();
    if (!information)
        return;
    connect(information, &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                switch (reachability) {
                case QNetworkInformation::Reachability::Disconnected:
                    Q_EMIT down();
                    break;
                case QNetworkInformation::Reachability::Unknown:
                    break;
                default:
                    Q_EMIT up();
                    Q_EMIT changed();
                }
            });
    connect(information, &QNetworkInformation::transportMediumChanged, this, [this] { Q_EMIT changed(); });
}

bool networkMattersFor(const QString &host)
{
    return !isThisComputer(host);
}

} // namespace banter
