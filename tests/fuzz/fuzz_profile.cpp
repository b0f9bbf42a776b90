// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/loader.h"
#include "tests/fuzz/fuzz.h"

using namespace banter;

// The file of a profile: it is taken, or refused with a line of it and a reason.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = testing::fuzzBytes(data, size);
    const auto loaded = profile::loadProfile(bytes);
    if (const auto *fault = std::get_if<profile::Fault>(&loaded)) {
        FUZZ_CHECK(!fault->reason.isEmpty());
        FUZZ_CHECK(fault->line >= 1 && fault->line <= bytes.count('\n') + 1);
        return 0;
    }
    const profile::Profile &profile = std::get<profile::Profile>(loaded);
    FUZZ_CHECK(!profile.name.isEmpty() && !profile.rooms.empty());
    FUZZ_CHECK(profile.hears(profile::Meaning::Message) || profile.hears(profile::Meaning::Notice));
    return 0;
}
