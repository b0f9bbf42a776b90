// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/programs/server.h"
#include "tests/support/test_program.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

namespace tst_clients {

using banter::test::Server;

namespace {

constexpr int LongMs = 120'000; // on a busy machine with ASan

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

// WebSocket clients of other makes at a real banter-server, with each WebSocket that it can take.
class ClientsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void othersGetOn_data();
    void othersGetOn();
};

void ClientsTest::othersGetOn_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("node's ws, own") << s("own") << s("node") << QStringList{s("ws_client.js")};
    QTest::newRow("node's ws, Qt's") << s("qt") << s("node") << QStringList{s("ws_client.js")};
    // Which Qt's does not read at every cut.
    QTest::newRow("node's ws, cut inside a character")
        << s("own") << s("node") << QStringList{s("ws_client.js"), s("inside")};
#ifdef Q_OS_LINUX // the system's packages have it, and so the system's Python
    const QString python = s("/usr/bin/python3");
    QTest::newRow("Python's websockets, own") << s("own") << python << QStringList{s("websockets_client.py")};
    QTest::newRow("Python's websockets, Qt's") << s("qt") << python << QStringList{s("websockets_client.py")};
#endif
}

void ClientsTest::othersGetOn()
{
    QFETCH(QString, kind);
    QFETCH(QString, program);
    QFETCH(QStringList, words);
    Server server({s("--rate"), s("0"), s("--websocket"), kind});
    QVERIFY(server.up());
    words[0] = s(BANTER_INTEROP_DIR "/clients/") + words[0];
    words.insert(1, server.url());
    QProcess client;
    client.setProcessChannelMode(QProcess::MergedChannels);
    client.start(program, words);
    QVERIFY2(client.waitForFinished(LongMs), qPrintable(client.errorString()));
    const QByteArray said = client.readAll();
    QVERIFY2(client.exitStatus() == QProcess::NormalExit && client.exitCode() == 0, said.constData());
}

TEST_WITH_CORE_APPLICATION(ClientsTest)

} // namespace tst_clients

#include "tst_clients.moc"
