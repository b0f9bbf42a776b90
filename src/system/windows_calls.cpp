// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "windows_calls.h"

#ifdef _WIN32

#ifndef NOMINMAX
#define NOMINMAX
#endif
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <winsock2.h>
// windows.h has to come before the others.
#include <windows.h>

#include <aclapi.h>
#include <dpapi.h>
#include <sddl.h>
#include <shobjidl.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace banter::windows {
namespace {

struct Closes {
    void operator()(HANDLE handle) const { CloseHandle(handle); }
};
using OwnedHandle = std::unique_ptr<std::remove_pointer_t<HANDLE>, Closes>;

struct Frees {
    void operator()(void *memory) const { LocalFree(memory); }
};
template <class Thing>
using OwnedMemory = std::unique_ptr<Thing, Frees>;

HANDLE handleOf(Stream stream)
{
    switch (stream) {
    case Stream::Input:
        return GetStdHandle(STD_INPUT_HANDLE);
    case Stream::Output:
        return GetStdHandle(STD_OUTPUT_HANDLE);
    case Stream::Error:
        break;
    }
    return GetStdHandle(STD_ERROR_HANDLE);
}

bool leadsSomewhere(HANDLE handle)
{
    return handle != nullptr && handle != INVALID_HANDLE_VALUE && GetFileType(handle) != FILE_TYPE_UNKNOWN;
}

bool isConsoleHandle(HANDLE handle)
{
    DWORD mode = 0;
    return leadsSomewhere(handle) && GetConsoleMode(handle, &mode) != 0;
}

std::wstring wide(const char *data, std::size_t size)
{
    std::wstring text(size, L'\0'); // never more units than bytes
    const int units = size == 0 ? 0 : MultiByteToWideChar(CP_UTF8, 0, data, int(size), text.data(), int(text.size()));
    text.resize(std::size_t(std::max(0, units)));
    return text;
}

// A reader that went away is an error of three names, none of which the C library calls EPIPE.
Written failed()
{
    switch (GetLastError()) {
    case ERROR_BROKEN_PIPE:
    case ERROR_NO_DATA:
    case ERROR_PIPE_NOT_CONNECTED:
        return Written::ReaderGone;
    default:
        return Written::Failed;
    }
}

// Consoles refuse more than about 32 KiB at once.
constexpr std::size_t MaxConsoleUnits = 8'192;
constexpr std::size_t MaxWriteBytes = 1 << 20;

Written writeConsole(HANDLE console, const char *data, std::size_t size)
{
    const std::wstring text = wide(data, size);
    for (std::size_t done = 0; done < text.size();) {
        DWORD written = 0;
        const DWORD some = DWORD(std::min(text.size() - done, MaxConsoleUnits));
        if (!WriteConsoleW(console, text.data() + done, some, &written, nullptr) || written == 0)
            return Written::Failed;
        done += written;
    }
    return Written::All;
}

Written writeBytes(HANDLE handle, const char *data, std::size_t size)
{
    for (std::size_t done = 0; done < size;) {
        DWORD written = 0;
        const DWORD some = DWORD(std::min(size - done, MaxWriteBytes));
        if (!WriteFile(handle, data + done, some, &written, nullptr))
            return failed();
        done += written;
    }
    return Written::All;
}

/// What was typed and not taken yet, as UTF-8.
struct Typed {
    std::string bytes;
    wchar_t half = 0; ///< the first unit of a character whose second is still to come
    bool ended = false;
};

bool readConsole(HANDLE console, Typed &typed)
{
    constexpr wchar_t EndOfInput = 0x1a; // Ctrl+Z
    wchar_t units[1'024];
    DWORD count = 0;
    if (!ReadConsoleW(console, units, DWORD(std::size(units)), &count, nullptr))
        return false;
    // Interrupted by Ctrl+C, which watchConsole() tells of.
    if (count == 0)
        return true;
    std::wstring text;
    if (typed.half != 0)
        text += std::exchange(typed.half, wchar_t(0));
    if (units[0] == EndOfInput) {
        typed.ended = true;
        return true;
    }
    text.append(units, count);
    if (IS_HIGH_SURROGATE(text.back())) {
        typed.half = text.back();
        text.pop_back();
    }
    const std::size_t before = typed.bytes.size();
    typed.bytes.resize(before + text.size() * 3);
    const int bytes = text.empty()
                          ? 0
                          : WideCharToMultiByte(CP_UTF8, 0, text.data(), int(text.size()), typed.bytes.data() + before,
                                                int(text.size() * 3), nullptr, nullptr);
    typed.bytes.resize(before + std::size_t(std::max(0, bytes)));
    return true;
}

std::atomic<Asked> WhenAsked = nullptr;

BOOL WINAPI onConsoleEvent(DWORD event)
{
    const Asked asked = WhenAsked;
    if (!asked || !asked())
        return FALSE;
    // The system ends the process as soon as this returns. The main thread ends it when all is stopped, and this thread
    // with it.
    if (event == CTRL_CLOSE_EVENT || event == CTRL_LOGOFF_EVENT || event == CTRL_SHUTDOWN_EVENT)
        Sleep(INFINITE);
    return TRUE;
}

// The user of this process, as its token tells.
std::vector<unsigned char> currentUser()
{
    HANDLE opened = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &opened))
        return {};
    const OwnedHandle token(opened);
    DWORD size = 0;
    GetTokenInformation(token.get(), TokenUser, nullptr, 0, &size);
    std::vector<unsigned char> user(size);
    if (size == 0 || !GetTokenInformation(token.get(), TokenUser, user.data(), size, &size))
        return {};
    return user;
}

bool knowsRights(const std::wstring &path)
{
    wchar_t volume[MAX_PATH + 1] = {};
    DWORD flags = 0;
    return !GetVolumePathNameW(path.c_str(), volume, MAX_PATH) ||
           !GetVolumeInformationW(volume, nullptr, 0, nullptr, nullptr, &flags, nullptr, 0) ||
           (flags & FILE_PERSISTENT_ACLS) != 0;
}

DATA_BLOB blobOf(const std::string &bytes)
{
    return {DWORD(bytes.size()), reinterpret_cast<BYTE *>(const_cast<char *>(bytes.data()))};
}

std::string taken(const DATA_BLOB &blob)
{
    const OwnedMemory<BYTE> memory(blob.pbData);
    return {reinterpret_cast<const char *>(blob.pbData), blob.cbData};
}

} // namespace

bool isConsole(Stream stream)
{
    return isConsoleHandle(handleOf(stream));
}

std::ptrdiff_t readInput(char *data, std::size_t size)
{
    const HANDLE input = handleOf(Stream::Input);
    if (!isConsoleHandle(input)) {
        DWORD count = 0;
        if (leadsSomewhere(input) && ReadFile(input, data, DWORD(std::min(size, MaxWriteBytes)), &count, nullptr))
            return std::ptrdiff_t(count);
        // The end of a pipe, or no standard input at all.
        return 0;
    }
    static Typed typed;
    while (typed.bytes.empty() && !typed.ended) {
        if (!readConsole(input, typed))
            return -1;
    }
    const std::size_t some = std::min(size, typed.bytes.size());
    std::copy_n(typed.bytes.data(), some, data);
    typed.bytes.erase(0, some);
    return std::ptrdiff_t(some);
}

Written write(Stream stream, const char *data, std::size_t size)
{
    const HANDLE handle = handleOf(stream);
    if (!leadsSomewhere(handle))
        return Written::Failed;
    return isConsoleHandle(handle) ? writeConsole(handle, data, size) : writeBytes(handle, data, size);
}

Written writeFromWindow(Stream stream, const char *data, std::size_t size)
{
    if (leadsSomewhere(handleOf(stream)))
        return write(stream, data, size);
    if (!AttachConsole(ATTACH_PARENT_PROCESS))
        return Written::Failed;
    Written written = Written::Failed;
    {
        const HANDLE opened = CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                          nullptr, OPEN_EXISTING, 0, nullptr);
        if (opened != INVALID_HANDLE_VALUE) {
            const OwnedHandle console(opened);
            written = writeConsole(opened, data, size);
        }
    }
    FreeConsole();
    return written;
}

void watchConsole(Asked asked)
{
    // Never taken away again: the system may be in the handler at that very moment, and keeps others from the list
    // then.
    static const bool installed = SetConsoleCtrlHandler(onConsoleEvent, TRUE) != 0;
    WhenAsked = installed ? asked : nullptr;
}

bool restrictToUser(const std::wstring &path)
{
    if (!knowsRights(path))
        return true;
    const std::vector<unsigned char> user = currentUser();
    if (user.empty())
        return false;
    wchar_t *sidText = nullptr;
    if (!ConvertSidToStringSidW(reinterpret_cast<const TOKEN_USER *>(user.data())->User.Sid, &sidText))
        return false;
    const OwnedMemory<wchar_t> sid(sidText);
    // Protected against what the folder above would pass on; all rights for the user and for the system, which backs
    // up and scans; both are passed on to what is in the folder.
    const std::wstring rights = std::wstring(L"D:P(A;OICI;FA;;;") + sidText + L")(A;OICI;FA;;;SY)";
    PSECURITY_DESCRIPTOR made = nullptr;
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(rights.c_str(), SDDL_REVISION_1, &made, nullptr))
        return false;
    const OwnedMemory<void> descriptor(made);
    BOOL present = FALSE;
    BOOL byDefault = FALSE;
    PACL list = nullptr;
    if (!GetSecurityDescriptorDacl(made, &present, &list, &byDefault) || !present)
        return false;
    std::wstring name = path;
    return SetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT,
                                 DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, nullptr, nullptr,
                                 list, nullptr) == ERROR_SUCCESS;
}

std::optional<std::string> protect(const std::string &bytes)
{
    DATA_BLOB in = blobOf(bytes);
    DATA_BLOB out{};
    if (!CryptProtectData(&in, L"Banter", nullptr, nullptr, nullptr, CRYPTPROTECT_UI_FORBIDDEN, &out))
        return std::nullopt;
    return taken(out);
}

std::optional<std::string> unprotect(const std::string &bytes)
{
    DATA_BLOB in = blobOf(bytes);
    DATA_BLOB out{};
    if (!CryptUnprotectData(&in, nullptr, nullptr, nullptr, nullptr, CRYPTPROTECT_UI_FORBIDDEN, &out))
        return std::nullopt;
    return taken(out);
}

unsigned long replace(const std::wstring &from, const std::wstring &to)
{
    return MoveFileExW(from.c_str(), to.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) ? 0
                                                                                                     : GetLastError();
}

void allowForeground(std::uint32_t process)
{
    AllowSetForegroundWindow(process == 0 ? ASFW_ANY : process);
}

void nameApplication(const std::wstring &id)
{
    SetCurrentProcessExplicitAppUserModelID(id.c_str());
}

void shutSending(std::uintptr_t socket)
{
    ::shutdown(SOCKET(socket), SD_SEND);
}

std::size_t sendNow(std::uintptr_t socket, const char *bytes, std::size_t size)
{
    constexpr std::size_t Most = 1 << 30;
    const int sent = ::send(SOCKET(socket), bytes, int(size < Most ? size : Most), 0);
    return sent < 0 ? 0 : std::size_t(sent);
}

} // namespace banter::windows

#endif
