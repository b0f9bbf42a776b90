// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#ifdef QT_GUI_LIB
#include <QGuiApplication>
#endif
#include <QTest>

#include <string_view>

// The tests of a folder are one program: a program each would be linked two hundred times, and would read the same
// headers as often. Its first argument is a test's name, the rest are Qt Test's. Each file has a namespace of its own,
// since the compiler may be given several at once.
namespace banter::testing {

struct TestProgram {
    /// Makes a test known. `file` is its source, tst_NAME.cpp; `run` takes what main() takes, and gives the exit code.
    /// Called before main().
    TestProgram(std::string_view file, int (*run)(int, char **));
};

template <class Test>
int runWithoutApplication(int argc, char **argv)
{
    Test test;
    return QTest::qExec(&test, argc, argv);
}

template <class Application, class Test>
int runWith(int argc, char **argv)
{
    Application application(argc, argv);
    application.setAttribute(Qt::AA_Use96Dpi); // as QTEST_MAIN does
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace banter::testing

// Each stands at the end of its file's namespace.
#define TEST_WITHOUT_APPLICATION(Test) TEST_PROGRAM(runWithoutApplication<Test>)
#define TEST_WITH_CORE_APPLICATION(Test) TEST_PROGRAM(runWith<QCoreApplication, Test>)
#define TEST_WITH_GUI_APPLICATION(Test) TEST_PROGRAM(runWith<QGuiApplication, Test>)
#define TEST_PROGRAM(...)                                                                                              \
    namespace {                                                                                                        \
    const banter::testing::TestProgram testProgram(__FILE__, &banter::testing::__VA_ARGS__);                           \
    }
