// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#ifdef _WIN32

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

// What Banter asks of Windows, without Qt: it can be tried by itself, and only windows_calls.cpp sees windows.h. Texts
// are UTF-8, paths UTF-16. Any thread unless said otherwise.
namespace banter::windows {

/// The streams of a process, by the numbers of their descriptors.
enum class Stream { Input = 0, Output = 1, Error = 2 };

enum class Written { All, ReaderGone, Failed };

/// Whether a console is behind it.
bool isConsole(Stream stream);

/// Reads at most `size` bytes (at least 4); 0 at the end, -1 after an error. Blocks. Bytes as they are; from a console,
/// what was typed, as UTF-8, of which a Ctrl+Z at the beginning of a line is the end. One thread at a time.
std::ptrdiff_t readInput(char *data, std::size_t size);

/// Writes all of it, bytes as they are. A console gets them as Unicode, whatever its code page is: then `data` begins
/// and ends between characters. Blocks until somebody read it.
Written write(Stream stream, const char *data, std::size_t size);

/// For a program that has no console and whose stream leads nowhere: to the console it was started from, where there is
/// one, as write() does. Nothing remains attached to it, so that closing that console does not end the program. Where
/// the stream leads somewhere, it is written there.
Written writeFromWindow(Stream stream, const char *data, std::size_t size);

/// From now on `asked` is called when somebody presses Ctrl+C or Ctrl+Break, closes the console, logs off or shuts
/// down, on a thread of the system's own. It gives false for "end the process at once". After a close the process goes
/// on for as long as the system lets it (about 5 s), so that the main thread can end it cleanly. Null: nobody is called
/// any more.
using Asked = bool (*)();
void watchConsole(Asked asked);

/// Gives a file or a folder, and what will be made in the folder, to this user and the system alone. False when that is
/// refused; true and nothing done on a disk that knows no rights (a memory stick).
bool restrictToUser(const std::wstring &path);

/// Encrypts for this user on this computer (DPAPI); nothing when that fails.
std::optional<std::string> protect(const std::string &bytes);
/// What was given to protect(); nothing for another's, or for what was damaged.
std::optional<std::string> unprotect(const std::string &bytes);

/// Gives a file another name of the same disk in one stroke, in place of a file of that name, and has that on the disk
/// when it returns. 0, or the system's error.
unsigned long replace(const std::wstring &from, const std::wstring &to);

/// Lets that process bring its window to the front, as this one may that a person has just started; 0 for any process.
void allowForeground(std::uint32_t process);

/// Gives this process the id that its shortcut in the start menu has, by which the task bar and notifications know it.
void nameApplication(const std::wstring &id);

/// Ends sending on a socket; receiving goes on.
void shutSending(std::uintptr_t socket);

/// Gives a socket that does not block as many bytes as the system takes at once; how many those are.
std::size_t sendNow(std::uintptr_t socket, const char *bytes, std::size_t size);

} // namespace banter::windows

#endif
