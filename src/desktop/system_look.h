// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace banter {

/// Whether the system wants dark windows, and when that changes. The one place that knows how each version of Qt says
/// so. GUI thread, after the application object.
class SystemLook final : public QObject {
    Q_OBJECT
public:
    explicit SystemLook(QObject *parent = nullptr);

    bool dark() const { return m_dark; }

Q_SIGNALS:
    void darkChanged(bool dark);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();

    bool m_dark = false;
};

} // namespace banter
