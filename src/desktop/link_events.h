// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

namespace banter {

/// Links that a Mac hands to a running program as events, also the one that it was started for, which comes before
/// there is a window. Other systems put it on the command line. GUI thread.
class LinkEvents final : public QObject {
    Q_OBJECT
public:
    /// Watches the events of `application`, which outlives this object. Made before the event loop runs.
    explicit LinkEvents(QObject &application);

    /// From now on links are told; the last one that came before is told at once.
    void listen();

Q_SIGNALS:
    /// What was to be opened, as it came: anybody may have written it. At most MaxLinkChars.
    void wanted(const QString &link);

public:
    /// Longer ones are nobody's who means well.
    static constexpr qsizetype MaxLinkChars = 2'000;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool m_listening = false;
    QString m_waiting;
};

} // namespace banter
