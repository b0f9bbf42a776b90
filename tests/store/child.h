// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>

namespace banter::testing {

/// This test program once more as another process: its main() is told apart by the first argument, "--child".
class Child final {
public:
    explicit Child(const QStringList &arguments);
    ~Child(); ///< kills it

    /// The next line it wrote; null when none comes within 20 s.
    QString line();
    /// All further lines until its end or `count` of them.
    QStringList lines(int count);
    /// SIGKILL, and its end awaited: nothing of it is tidied up.
    void kill();
    /// Lets go of it by closing its standard input, and gives its exit code.
    int finish();
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
};

/// In the child: whether there is one, with its arguments.
bool isChild(int argc, char **argv);
/// In the child: writes a line at once.
void sayLine(const QByteArray &line);
/// In the child: returns when the parent lets go of it.
void waitForParent();

} // namespace banter::testing
