// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <functional>

namespace banter::test {

/// Enough for anything that happens at once, on a busy machine with ASan.
inline constexpr int SoonMs = 30'000;

/// A program of bin/ as a process of its own. Killed when the object goes. BANTER_TEST_BIN in the environment names
/// another folder to take it from, such as that of another build.
class Program : public QObject {
    Q_OBJECT
public:
    explicit Program(const char *name);
    ~Program() override;

    /// Where the programs of this build are.
    static QString folder();

    /// Environment of the child beside this process's own.
    void setVariable(const char *name, const QString &value);
    /// From its next start on, no file of it may grow over `bytes`: a full disk that root meets too.
    void limitFiles(qint64 bytes);
    /// Lifts that, of a program that runs: somebody made room.
    void makeRoom();
    /// False when it did not start.
    bool start(const QStringList &arguments);
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    qint64 pid() const { return m_process.processId(); }

    void write(const QByteArray &bytes) { m_process.write(bytes); }
    void closeInput() { m_process.closeWriteChannel(); }
    /// Has another process as the reader of its output; before both are started.
    void pipeTo(QProcess &reader) { m_process.setStandardOutputProcess(&reader); }
    /// Has its standard input, or output, in a file.
    void readFrom(const QString &file) { m_process.setStandardInputFile(file); }
    void writeTo(const QString &file) { m_process.setStandardOutputFile(file); }

    /// SIGKILL, SIGSTOP and the like; nothing when it does not run.
    void signal(int number);
    /// Gives its exit code, -1 after a crash or a signal, -2 when it did not end in time.
    int waitForEnd(int deadlineMs = SoonMs);
    /// SIGKILL, and waits until it is gone.
    void killNow();

    QByteArray output() const { return m_output; }
    QByteArray errors() const { return m_errors; }

    /// Runs the event loop until it holds; false when it does not in time (then what the program said is printed).
    bool waitUntil(const std::function<bool()> &holds, int deadlineMs = SoonMs);

Q_SIGNALS:
    void outputArrived();

private:
    QByteArray m_name;
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
};

} // namespace banter::test
