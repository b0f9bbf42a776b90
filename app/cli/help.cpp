// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "help.h"

#include "core/version.h"
#include "dialects/registry/registry.h"

#include <QStringList>

namespace banter::cli {
namespace {

constexpr char Overview[] = R"help(Usage: banter-cli --server URL [OPTION...] COMMAND

Talks to a chat server from scripts, bots and tests.

Commands:
  register            create an account
  rooms               list the rooms
  send ROOM TEXT...   send one message, or without TEXT one for each line of the standard input
  tail ROOM...        print what happens in rooms, until stopped
  session             read commands and print events, until stopped
  diagnose            try to connect, and print each step of it and what came of it
  profile check FILE  check the file of a profile: exits 0 when it is right, else names the line and the fault
  profile trace       connect and show each frame and what it was understood as, until stopped

Options:
  --server URL        ws://HOST:PORT or wss://HOST:PORT; for servers that are not Banter's, http:// or https:// as well
  --dialect NAME      what the server speaks: %DIALECTS%
  --user NAME         who signs in
  --password-env VAR  the environment variable that holds the password
  --token-env VAR     the environment variable that holds a token instead (see 'register --help')
  --insecure          send the password or token to an address that begins with ws:// or http:// and is not this
                      computer's, where others can read it on the way. Without it, a terminal asks and a script ends
  --data DIR          keep history and unsent messages in this folder; without it nothing is kept
  --server-key KEY    the fingerprint of the one server that may be told the password or the token, or "none" for one
                      that does not prove who it is. With --data the first server is remembered, and another one at the
                      same address is told nothing unless this says its key
  --websocket KIND    carry WebSocket by the program's own code (own), by Qt's (qt), or by the own where Qt's fails
                      (auto), as it is unless said otherwise
  --timeout SECONDS   give up when nothing got ahead for so long; 0 waits for ever.
                      30 unless said otherwise; 'tail' counts until it is connected for the first time, and
                      'session' does not give up, except with what is unsent at the end of its input
  --tries N           give up after so many dials in a row that came to nothing; for ever unless said otherwise
  -h, --help          this text; 'COMMAND --help' says more about a command
  -v, --version       the version

A password is never given on the command line, where other people of the machine can read it. With a password, each run
is a sign-in of its own, which ends with the run.

Exit codes: 0 done, 2 wrong command line, 3 credentials refused, 4 unreachable or timed out, 1 anything else.
What went wrong is one sentence on the standard error.

Examples:
  PW='correct horse' banter-cli --server ws://127.0.0.1:7788 --user ann --password-env PW register
  PW='correct horse' banter-cli --server ws://127.0.0.1:7788 --user ann --password-env PW send lobby Good morning
)help";

constexpr char Register[] =
    R"help(Usage: banter-cli --server URL --user NAME --password-env VAR register [--print-token] [--code CODE]

Creates the account and signs in once. An account that is there already and has this password is good, too, so that
a script may ask again; exits 3 when the name is somebody else's.

  --code CODE         an invitation code, for servers that take new people only with one; not needed where URL is a
                      member's link, which has it: ws://HOST:PORT?code=CODE
  --print-token       print a token, to sign in with --token-env later without the password; the sign-in then stays

Example:
  TOKEN=$(PW='correct horse' banter-cli --server ws://127.0.0.1:7788 --user bot --password-env PW \
          register --print-token)
)help";

constexpr char Rooms[] = R"help(Usage: banter-cli --server URL --user NAME --password-env VAR rooms

Prints the rooms that this account is in or may join, one JSON object a line:
  {"event":"room","room":"lobby","private":false,"joined":true,"members":3,"lastSeq":120,"unread":4,"at":...}

Example, the names only:
  banter-cli --server ws://127.0.0.1:7788 --user ann --password-env PW rooms | jq -r .room
)help";

constexpr char Send[] =
    R"help(Usage: banter-cli --server URL --user NAME --password-env VAR send ROOM [--batch NAME] [TEXT...]

Joins the room if need be and sends the words of TEXT as one message, or without TEXT each line of the standard input as
one. Exits 0 once the server has acknowledged every one of them. Empty lines are left out; a line that cannot be a message
is named on the standard error, the others are sent, and the exit code is 1. Escape sequences and control characters, as
a terminal's output has them, are taken out, but for line feeds and tabs.

  --batch NAME        derive the messages' ids from this name and the line's number: the same batch run again, after
                      whatever happened, sends what is missing and repeats nothing. Needs the same lines in the same
                      order. With --data, lines that were acknowledged before are not even sent again.
  --                  what follows is text, even when it begins with a dash

Examples:
  banter-cli --server ws://127.0.0.1:7788 --user ann --password-env PW send lobby The build is green
  banter-cli --server ws://127.0.0.1:7788 --user ann --password-env PW --data state send lobby --batch june < june.txt
)help";

constexpr char Tail[] = R"help(Usage: banter-cli --server URL --user NAME --password-env VAR tail ROOM... [--since SEQ]

Joins the rooms if need be and prints what happens in them, one JSON object a line ('session --help' lists the events),
until SIGINT or SIGTERM. It reconnects by itself, and prints what it missed meanwhile, in order. A message that was
changed or deleted since is printed as it is now.

  --since SEQ         print all messages after this one first, 0 for all there are; otherwise the newest are printed. A
                      server that is restored from a backup makes nothing come again; where the backup ends before SEQ,
                      what is said after that is printed, whatever its number

Example:
  banter-cli --server ws://127.0.0.1:7788 --user ann --password-env PW tail lobby --since 0 \
      | jq -r 'select(.event == "message") | "\(.sender): \(.text)"'
)help";

constexpr char Diagnose[] = R"help(Usage: banter-cli --server URL --user NAME --password-env VAR diagnose

Connects, signs in and measures a round trip; otherwise tries up to three times. Then prints, one JSON object a line, the
recording of the connection and what came of it, and exits as every command does: 0 connected, 3 credentials refused,
4 unreachable or timed out, 1 anything else. What is wrong is a sentence on the standard error, too.

  {"event":"recording","version":1,"program","qt","system","steps","from"}      where the machine stood at first
  {"event":"step","number","at","now","on","times","draws","effects","then"}    what happened, and what was decided
  {"event":"diagnosis","verdict","words","dials","code"?,"roundTripMs"?,"at"}   "connected", or what is wrong

A recording holds times, numbers and fixed names, and no text of anybody's: no message, no name, no address, no secret.
src/connection/RECORDING.md explains its fields.

Example, what went on between the two sides:
  banter-cli --server wss://chat.example.org --user ann --password-env PW diagnose \
      | jq -r 'select(.event == "step") | "\(.at) \(.on.what) -> \(.then.phase)"'
)help";

constexpr char SessionText[] =
    R"help(Usage: banter-cli --server URL --user NAME --password-env VAR session

Connects, reads commands from the standard input and prints events, each a JSON object on a line of its own of at most
65,536 bytes. Ends at 'quit', SIGINT or SIGTERM, or at the end of the input once nothing is unsent.

Commands:
  {"do":"join","room"}                        become a member and hear what happens there
  {"do":"leave","room","sendFirst"?,"discard"?}  an error when something there is unsent, unless one of them
                                              is true: leave when it is sent, or throw it away
  {"do":"accept","room"}  {"do":"decline","room"}    answers an invitation; accepting joins the room
  {"do":"send","room","text","clientId"?,"replyTo"?,"mentions"?}
                                              a clientId that was used before gives that message's state again;
                                              "replyTo" is the id of the message that it answers; "mentions" is a list of
                                              the people whom it means, "@room" for everybody, at most 50
  {"do":"typing","room","active"}             true or false; said again while it goes on
  {"do":"cursor","room","x","y"}              0 to 1 each, from the upper left corner
  {"do":"cursor-leave","room"}
  {"do":"presence","status"?,"text"?}         online, away, busy or offline; kept, and what is left out stays as it is
  {"do":"history","room","before"?,"limit"?}  older messages; limit 1 to 200, else 50
  {"do":"connect"}  {"do":"disconnect"}  {"do":"quit"}
  {"do":"create","room","private"?}  {"do":"invite","room","user"}  {"do":"read","room","seq"}
  {"do":"retry","clientId"}  {"do":"discard","clientId"}      for messages, edits, deletions and reactions that failed
                                                              or are unconfirmed, or in conflict
  {"do":"restore","clientId"}                 brings back what was discarded within the last minute, to its place
  {"do":"edit","id","text","room"?,"rev"?,"mentions"?}
                                              another text for a message of one's own; with "clientId" in place of "id"
                                              also for one that is not sent yet. Done once, also when it is said offline;
                                              "rev" is that of the text that it replaces, else that of the one held here;
                                              "mentions" as above, in the place of those of before
  {"do":"delete","id","room"?}                takes a message of one's own back; "clientId" as above
  {"do":"react","id","key","on"?,"room"?}     puts a reaction, an emoji as a rule, under anybody's message, or takes it
                                              away where "on" is false; "clientId" as above
  {"do":"search","text","room"?,"number"?,"limit"?}  among the messages stored here; limit 1 to 200, else 50
  {"do":"devices"}                            where this account is signed in
  {"do":"sign-out","device"?}                 sign out a device, or all but this one
  {"do":"password","password","newPassword","signOutOthers"?}  the present one and the one to come
  {"do":"invite-code"}                        a code that lets somebody make an account, where the server wants one
  {"do":"diagnose"}                           print the recording of the connection, see 'diagnose --help'

Events, each with "at" in ms since 1970-01-01 UTC:
  {"event":"connection","state","reason"?,"code"?,"retryInMs"?}
                                 connecting, connected, reconnecting or disconnected
  {"event":"message","room","clientId","id"?,"seq"?,"sender","text","state","failure"?,"rev"?,"editedAt"?,"deletedBy"?,
   "replyTo"?,"mentions"?,"reactions"?,"changed"?}
                                 pending, sent, failed, or unconfirmed (it is not known whether it arrived, and it is
                                 not sent again by itself); comes again when its state changes, otherwise once;
                                 "at" is the time of the message; one that changed since comes as it is now, and one
                                 that was deleted has an empty text. One of the last 5,000 that changes comes again,
                                 with what changed in "changed": a list of "text", "deleted", "reactions".
                                 "replyTo" has id, sender and text of the message that it answers; sender and text only
                                 where they are known here. "reactions" is a list, each with key and users. "mentions"
                                 is a list of those whom it means who are in the room, at the end "@room" for everybody;
                                 of an own one that was just sent, all whom it names
  {"event":"changed","room","id","seq","rev","editedAt"?,"text"?,"mentions"?,"deletedBy"?,"reacted"?,"reactions"?}
                                 what became of a message, also of one that was not printed: it has this text now, or
                                 was deleted; "reacted" has a user and all the keys that they have put there now,
                                 "reactions" has everybody's. "rev" counts the changes of the room; the same change may
                                 come again, and a lower one is old
  {"event":"operation","do","room","clientId","id"?,"message"?,"text"?,"key"?,"on"?,"state","failure"?,"current"?}
                                 what becomes of an edit, a deletion or a reaction: pending, done, failed, conflict (the
                                 text was another one than the one that is here: "current" has it, and retry replaces
                                 it), or dropped (discarded, replaced by a later one, or there is no such message).
                                 "clientId" is its own, "message" is that of the message
  {"event":"missing","room"}                        before the next message something may be missing for good: the
                                                    server does not tell what was missed
  {"event":"members","room","users"}                who is in the room; nobody once this account left it
  {"event":"presence","room","user","status","text"?,"lastSeen"?}
  {"event":"typing","room","users"}                 all who type now
  {"event":"cursor","room","user","x","y"}  {"event":"cursor-left","room","user"}
  {"event":"found","number"?,"messages","more"}     answers search, the newest first; each message with room, seq,
                                 sender, text and at
  {"event":"invitation","room","by"}                somebody asks this account into a room, now or earlier
  {"event":"devices","devices"}  each with device, client, since, lastUsed, online and current
  {"event":"signed-out"}  {"event":"password-changed"}
  {"event":"invite-code","code","link"}             "link" is the address of the server with the code in it, for
                                 somebody else's --server or their window's address field
  {"event":"notice","text"}                         the server's words to everybody
  {"event":"error","code","message","room"?,"clientId"?,"unsent"?}  code "unsent": the room was not left, and
                                 "unsent" has the client ids (at most 500) of what would have been lost

A line that cannot be carried out gives an error event and changes nothing.

Example, a bot that answers "ping":
  mkfifo commands
  banter-cli --server ws://127.0.0.1:7788 --user bot --password-env PW session < commands \
      | jq --unbuffered -c 'select(.event == "message" and .changed == null and .text == "ping" and .sender != "bot")
                            | {do: "send", room, text: "pong", replyTo: .id}' \
      | { echo '{"do":"join","room":"lobby"}'; cat; } > commands
)help";

constexpr char Profile[] =
    R"help(Usage: banter-cli profile check FILE
       banter-cli --server URL --dialect NAME|FILE.json [--user NAME] [--token-env VAR] profile trace [ROOM...]

A profile is a JSON file that says which events a server sends and takes, and what they mean: with it Banter speaks to a
chat server of your own. src/dialects/profile/PROFILES.md shows how one is written.

check prints what the profile can do, or the line and the fault. FILE may be the name of a built-in one.

trace enters the rooms and prints, until SIGINT or SIGTERM:
  ==   what is opened            ->   a frame to the server
  <-   a frame from the server        (indented) what it was understood as
Each line of the standard input is sent to the first ROOM. Secrets are not shown.

Example:
  echo hello | banter-cli --server ws://127.0.0.1:3000 --dialect my.json --user ann profile trace lobby
)help";

} // namespace

QString helpText(const QString &command)
{
    static const std::pair<QLatin1String, const char *> Texts[] = {
        {QLatin1String("register"), Register},   {QLatin1String("rooms"), Rooms},
        {QLatin1String("send"), Send},           {QLatin1String("tail"), Tail},
        {QLatin1String("session"), SessionText}, {QLatin1String("profile"), Profile},
        {QLatin1String("diagnose"), Diagnose},
    };
    for (const auto &[name, text] : Texts) {
        if (command == name) {
            return QString::fromUtf8(text);
        }
    }
    return QString::fromUtf8(Overview).replace(QLatin1String("%DIALECTS%"), dialectNames().join(QLatin1String(", ")));
}

QString versionText()
{
    return QStringLiteral("banter-cli %1\n").arg(programVersion());
}

} // namespace banter::cli
