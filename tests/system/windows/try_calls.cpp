// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
//
// Tries what src/system asks of Windows, on Windows or with Wine, and without Qt: `calls.exe TRY`. Ends with 0 when it
// holds; run.sh, beside this, has the order and the other end of the pipes.
#include "system/windows_calls.h"

#include <aclapi.h>
#include <windows.h>

#include <cstdio>
#include <string>
#include <vector>

using namespace banter;

namespace {

int Failures = 0;

void check(bool holds, const char *what)
{
    if (holds)
        return;
    ++Failures;
    std::fprintf(stderr, "FAIL: %s (error %lu)\n", what, GetLastError());
}

std::wstring inFolder(const wchar_t *name)
{
    wchar_t folder[MAX_PATH];
    GetTempPathW(MAX_PATH, folder);
    return std::wstring(folder) + name;
}

void put(const std::wstring &path, const std::string &text)
{
    const HANDLE file = CreateFileW(path.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_ALWAYS, 0, nullptr);
    DWORD written = 0;
    check(file != INVALID_HANDLE_VALUE && WriteFile(file, text.data(), DWORD(text.size()), &written, nullptr), "put");
    CloseHandle(file);
}

std::string contentOf(const std::wstring &path)
{
    const HANDLE file = CreateFileW(path.c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING, 0, nullptr);
    char buffer[256];
    DWORD count = 0;
    if (file == INVALID_HANDLE_VALUE || !ReadFile(file, buffer, sizeof buffer, &count, nullptr))
        return "nothing";
    CloseHandle(file);
    return {buffer, count};
}

bool isWine()
{
    const HMODULE system = GetModuleHandleW(L"ntdll.dll");
    return system && GetProcAddress(system, "wine_get_version");
}

struct Rights {
    bool isProtected = false;
    std::vector<std::vector<unsigned char>> whose;
};

Rights rightsOf(const std::wstring &path)
{
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    std::wstring name = path;
    Rights rights;
    if (GetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr, nullptr, &list, nullptr,
                              &descriptor) != ERROR_SUCCESS)
        return rights;
    SECURITY_DESCRIPTOR_CONTROL control = 0;
    DWORD revision = 0;
    GetSecurityDescriptorControl(descriptor, &control, &revision);
    rights.isProtected = (control & SE_DACL_PROTECTED) != 0;
    for (DWORD i = 0; list && i < list->AceCount; ++i) {
        void *entry = nullptr;
        if (!GetAce(list, i, &entry))
            continue;
        const auto *allowed = static_cast<const ACCESS_ALLOWED_ACE *>(entry);
        if (allowed->Header.AceType != ACCESS_ALLOWED_ACE_TYPE)
            continue;
        const auto *sid = reinterpret_cast<const unsigned char *>(&allowed->SidStart);
        const DWORD size = GetLengthSid(const_cast<unsigned char *>(sid));
        rights.whose.emplace_back(sid, sid + size);
    }
    LocalFree(descriptor);
    return rights;
}

bool has(const Rights &rights, WELL_KNOWN_SID_TYPE who)
{
    unsigned char sid[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof sid;
    CreateWellKnownSid(who, nullptr, sid, &size);
    for (const auto &one : rights.whose) {
        if (EqualSid(const_cast<unsigned char *>(one.data()), sid))
            return true;
    }
    return false;
}

void tryRights()
{
    const std::wstring folder = inFolder(L"rights");
    CreateDirectoryW(folder.c_str(), nullptr);
    check(windows::restrictToUser(folder), "a folder is given to its user");
    const std::wstring file = folder + L"\\f\u00fcr mich";
    put(file, "text");
    check(windows::restrictToUser(file), "a file is given to its user");
    check(contentOf(file) == "text", "who can still read it");
    check(!windows::restrictToUser(folder + L"\\missing"), "what is not there is refused");
    if (isWine()) {
        std::fprintf(stderr, "Wine keeps modes and no lists of rights: whose they are is looked at on Windows only\n");
        return;
    }
    const Rights rights = rightsOf(folder);
    check(rights.isProtected, "the folder above has no say");
    check(rights.whose.size() == 2 && has(rights, WinLocalSystemSid), "the system and one other have rights");
    check(!has(rights, WinWorldSid) && !has(rights, WinBuiltinUsersSid) && !has(rights, WinAuthenticatedUserSid),
          "nobody else has rights");
    check(rightsOf(file).whose.size() == 2, "and nobody else to the file");
    const std::wstring later = folder + L"\\later";
    put(later, "text");
    check(rightsOf(later).whose.size() == 2, "nor to what is made in the folder later");
}

void trySecrets()
{
    const std::string secret = "a secret of \xc3\xa4nn";
    const auto made = windows::protect(secret);
    check(made.has_value() && made->find(secret) == std::string::npos, "a secret cannot be read");
    check(made && windows::unprotect(*made) == secret, "and is had back");
    check(!windows::unprotect(secret).has_value(), "what was never protected is nothing");
    std::string damaged = made.value_or("");
    if (!damaged.empty())
        damaged.back() = char(damaged.back() ^ 0x20);
    check(!windows::unprotect(damaged).has_value(), "nor is what was damaged");
    check(!windows::unprotect({}).has_value(), "nor is nothing");
}

void tryReplacing()
{
    const std::wstring from = inFolder(L"from");
    const std::wstring to = inFolder(L"to");
    put(from, "new");
    put(to, "old");
    check(windows::replace(from, to) == 0, "a file takes another's place");
    check(contentOf(to) == "new", "and is what is there");
    check(windows::replace(from, to) == ERROR_FILE_NOT_FOUND, "once");
}

/// What comes in goes out; a small buffer cuts it everywhere.
int copy()
{
    char buffer[7];
    for (;;) {
        const std::ptrdiff_t count = windows::readInput(buffer, sizeof buffer);
        if (count <= 0)
            return count == 0 ? 0 : 1;
        if (windows::write(windows::Stream::Output, buffer, std::size_t(count)) != windows::Written::All)
            return 2;
    }
}

/// Until nobody reads any more.
int flood()
{
    const std::string line(1'000, 'x');
    windows::Written written = windows::Written::All;
    while (written == windows::Written::All)
        written = windows::write(windows::Stream::Output, line.data(), line.size());
    std::fprintf(stderr, "%s\n", written == windows::Written::ReaderGone ? "reader gone" : "failed");
    return 0;
}

HANDLE Told = nullptr;

bool told()
{
    SetEvent(Told);
    return true;
}

void tryStopping()
{
    if (!GetConsoleWindow() && !AllocConsole())
        std::fprintf(stderr, "no console here\n");
    Told = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    SetConsoleCtrlHandler(nullptr, FALSE);
    windows::watchConsole(told);
    if (!GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0)) {
        std::fprintf(stderr, "no Ctrl+C here\n");
        return;
    }
    check(WaitForSingleObject(Told, 5'000) == WAIT_OBJECT_0, "Ctrl+C is told");
}

} // namespace

int main(int argc, char **argv)
{
    const std::string wanted = argc > 1 ? argv[1] : "";
    if (wanted == "copy")
        return copy();
    if (wanted == "flood")
        return flood();
    tryRights();
    trySecrets();
    tryReplacing();
    tryStopping();
    std::fprintf(stderr, "%d failures\n", Failures);
    return Failures == 0 ? 0 : 1;
}
