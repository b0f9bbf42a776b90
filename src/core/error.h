// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace banter {

/// Stable codes: they cross the wire, scripts match on them, translations hang on them. Their texts are in
/// errorCodeName(). Add at the end, never rename.
enum class ErrorCode {
    BadFrame,           ///< not JSON or CBOR at all, or nested too deeply
    BadRequest,         ///< well-formed, but a field is missing, of a wrong type or out of range
    BadText,            ///< a text with characters that may not be in it, or invalid UTF-8
    TooLarge,           ///< over a limit of protocol/limits.h
    UnsupportedVersion, ///< the two sides share no version
    Unauthorized,       ///< credentials refused, or nothing but hello allowed yet
    NameTaken,          ///< registration of a name that exists
    Forbidden,          ///< known person, no permission
    NotFound,           ///< no such room or person
    RateLimited,        ///< too fast: try again after retryAfterMs
    Conflict,           ///< the same id with another content
    StorageFull,        ///< the disk is full or read-only
    Unavailable,        ///< the server cannot answer now
    TimedOut,           ///< no answer within the deadline
    NotConnected,       ///< needs a connection
    QueueFull,          ///< the outbox holds as much as it may
    NotSupported,       ///< the server has no such feature
    NewerDatabase,      ///< the data was written by a newer version of the program
    InUse,              ///< another process holds the data folder or the port
    Internal,           ///< a fault of ours
    AlreadySent,        ///< a message that may have reached the server cannot be changed any more
    ServerLost,         ///< the server acknowledged it, and its history began anew without it
    Unsent,             ///< messages that were not sent would be lost
    OtherServer,        ///< another server than the known one answers at the address
};

struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString message;         ///< one English sentence for logs and scripts
    qint64 retryAfterMs = 0; ///< only with RateLimited and Unavailable; 0 when not said
    bool operator==(const Error &) const = default;
};

/// The code's stable text, such as "rate_limited". Any thread.
QString errorCodeName(ErrorCode code);
/// The reverse; Internal for a name from a newer version. Any thread.
ErrorCode errorCodeFromName(const QString &name);

/// A value or the reason why there is none. Check with ok() before value().
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

/// For functions that give nothing but success or a reason.
using Status = Result<std::monostate>;
inline Status success()
{
    return std::monostate{};
}

} // namespace banter
