// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/close_policy.h"

namespace banter::connection {
namespace {

// What a proxy says in place of its server: RFC 9110, and Cloudflare's own from 520 on.
bool isGateways(int status)
{
    return status == 502 || status == 504 || (status >= 520 && status <= 530);
}

CloseVerdict handshakePolicy(int status, bool everConnected)
{
    if (status == 401 || status == 403)
        return {Next::Stop, Trouble::Credentials};
    if (status == 429)
        return {Next::FromCap, Trouble::TooMany};
    if (status == 503)
        return {Next::FromCap, Trouble::OutOfService};
    if (isGateways(status))
        return {Next::Backoff, Trouble::Gateway};
    if (status == 408 || status >= 500)
        return {Next::Backoff, Trouble::OutOfService};
    const bool redirects = status >= 300 && status < 400;
    return {everConnected ? Next::Backoff : Next::Stop, redirects ? Trouble::Redirected : Trouble::NotWebSocket};
}

CloseVerdict framePolicy(int code)
{
    switch (code) {
    case 1000:
    case 1005: // a Close frame without a code
        return {Next::CountNormal, Trouble::Lost};
    case 1001:
    case 1012:
        return {Next::Wide, Trouble::Lost};
    case 1013:
        return {Next::FromCap, Trouble::Lost};
    case 1002:
    case 1003:
        return {Next::Stop, Trouble::Protocol};
    case 1008:
    case 4001:
    case 4003:
        return {Next::Stop, Trouble::Credentials};
    case 1015:
        return {Next::Stop, Trouble::Tls};
    default:
        return {Next::Backoff, Trouble::Lost};
    }
}

} // namespace

CloseVerdict closePolicy(EndKind kind, int code, int httpStatus, bool everConnected)
{
    switch (kind) {
    case EndKind::Refused:
        return {Next::Backoff, Trouble::Unreachable};
    case EndKind::Handshake:
        return handshakePolicy(httpStatus, everConnected);
    case EndKind::Tls:
        return {Next::Stop, Trouble::Tls};
    case EndKind::CloseFrame:
        return framePolicy(code);
    case EndKind::Finished:
        return {Next::Stop, Trouble::Rejected};
    case EndKind::StreamEnded:
        return {Next::GoOn, Trouble::Lost};
    case EndKind::NoTls:
        return {everConnected ? Next::Backoff : Next::Stop, Trouble::NoTls};
    case EndKind::NeedsTls:
        return {everConnected ? Next::Backoff : Next::Stop, Trouble::NeedsTls};
    case EndKind::HungUp: // as a forwarder does whose server is away
        return {Next::Backoff, Trouble::HungUp};
    case EndKind::Lost:
        break;
    }
    return {Next::Backoff, Trouble::Lost};
}

} // namespace banter::connection
