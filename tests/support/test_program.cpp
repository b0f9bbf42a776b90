// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"

#include <cstdio>
#include <map>

namespace banter::testing {

namespace {

using Run = int (*)(int, char **);

// A function's own, since the tests add themselves before main() and in no order.
std::map<std::string_view, Run> &programs()
{
    static std::map<std::string_view, Run> all;
    return all;
}

} // namespace

TestProgram::TestProgram(std::string_view file, int (*run)(int, char **))
{
    constexpr std::string_view Prefix = "tst_";
    std::string_view name = file.substr(file.find_last_of("/\\") + 1);
    name = name.substr(Prefix.size(), name.rfind('.') - Prefix.size());
    programs().emplace(name, run);
}

} // namespace banter::testing

int main(int argc, char **argv)
{
    const auto &all = banter::testing::programs();
    const auto test = argc < 2 ? all.end() : all.find(argv[1]);
    if (test == all.end()) {
        std::fputs("The first argument is one of these tests, what follows is Qt Test's:\n", stderr);
        for (const auto &one : all)
            std::fprintf(stderr, "%.*s\n", int(one.first.size()), one.first.data());
        return 2;
    }
    argv[1] = argv[0];
    return test->second(argc - 1, argv + 1);
}
