// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

/// Fails with the error's own words.
#define VERIFY_OK(expression)                                                                                          \
    do {                                                                                                               \
        const auto &verified = (expression);                                                                           \
        QVERIFY2(verified.ok(), banter::testing::words(verified).constData());                                         \
    } while (false)

/// Fails unless the result is an error of that code.
#define VERIFY_ERROR(expression, wanted)                                                                               \
    do {                                                                                                               \
        const auto &verified = (expression);                                                                           \
        QVERIFY(!verified.ok());                                                                                       \
        QVERIFY2(verified.error().code == (wanted), banter::testing::words(verified).constData());                     \
    } while (false)

namespace banter::testing {

template <class T>
QByteArray words(const Result<T> &result)
{
    if (result.ok())
        return QByteArrayLiteral("no error");
    return (errorCodeName(result.error().code) + QStringLiteral(": ") + result.error().message).toUtf8();
}

/// For init(): nothing in the store may write to stderr through Qt.
inline void failOnAnyWarning()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
}

inline QByteArray contentOf(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

inline bool putContent(const QString &file, const QByteArray &content)
{
    QFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(content) == content.size();
}

#ifdef Q_OS_UNIX
/// While it lives, no file of this process may grow over `bytes`: a full disk that root meets too.
class SmallFiles final {
public:
    explicit SmallFiles(rlim_t bytes)
    {
        m_signal = std::signal(SIGXFSZ, SIG_IGN); // else the first write would end the process
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallFiles()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    SmallFiles(const SmallFiles &) = delete;
    SmallFiles &operator=(const SmallFiles &) = delete;

private:
    rlimit m_before{};
    void (*m_signal)(int) = nullptr;
};
#endif

} // namespace banter::testing
