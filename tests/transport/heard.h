// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "transport/link.h"

#include <memory>
#include <vector>

namespace banter::testing {

/// A link and everything that it said.
class Heard {
public:
    explicit Heard(std::unique_ptr<Link> made) : m_link(std::move(made)), link(*m_link)
    {
        QObject::connect(&link, &Link::opened, &link, [this](const QString &chosen) {
            opened = true;
            subprotocol = chosen;
        });
        QObject::connect(&link, &Link::received, &link, [this](const Frame &frame) { frames.push_back(frame); });
        QObject::connect(&link, &Link::ponged, &link, [this](const QByteArray &payload) { pongs.push_back(payload); });
        QObject::connect(&link, &Link::ended, &link, [this](const LinkEnd &end) { ends.push_back(end); });
    }
    void open(const QUrl &url, qint64 maxFrameBytes = 1 << 20)
    {
        LinkRequest request;
        request.url = url;
        request.maxFrameBytes = maxFrameBytes;
        link.open(request);
    }

private:
    std::unique_ptr<Link> m_link;

public:
    Link &link;
    bool opened = false;
    QString subprotocol;
    std::vector<Frame> frames;
    std::vector<QByteArray> pongs;
    std::vector<LinkEnd> ends;
};

} // namespace banter::testing
