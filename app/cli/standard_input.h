// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace banter::cli {

/// The process's standard input, read without ever blocking the event loop, and only as much as was asked for: whoever
/// writes faster than we send has to wait. Files, pipes and terminals alike. Lives on the main thread.
class StandardInput final : public QObject {
    Q_OBJECT
public:
    explicit StandardInput(QObject *parent = nullptr);
    ~StandardInput() override;

    /// Asks for some bytes. One arrived() or ended() follows, never from inside this call. Asked again before that, it
    /// does nothing.
    void readMore();

Q_SIGNALS:
    /// 1 to 65,536 bytes.
    void arrived(const QByteArray &bytes);
    /// Nothing more will come, because of the end or of an error.
    void ended();

private:
    class Source;
    std::shared_ptr<Source> m_source;
};

} // namespace banter::cli
