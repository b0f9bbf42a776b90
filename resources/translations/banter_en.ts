<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AccountTile</name>
    <message numerus="yes">
        <source>%1, %2, %n unread</source>
        <comment>an account, its state</comment>
        <translation>
            <numerusform>%1, %2, %n unread</numerusform>
            <numerusform>%1, %2, %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %n</source>
        <comment>results of a search</comment>
        <translation>
            <numerusform>The newest one</numerusform>
            <numerusform>The newest %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeaveRoomDialog</name>
    <message numerus="yes">
        <source>%n message(s) that you wrote there have not been sent:</source>
        <translation>
            <numerusform>%n message that you wrote there has not been sent:</numerusform>
            <numerusform>%n messages that you wrote there have not been sent:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewestButton</name>
    <message numerus="yes">
        <source>%n new</source>
        <comment>new messages below what is shown</comment>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s). Go to the newest</source>
        <translation>
            <numerusform>%n new message. Go to the newest</numerusform>
            <numerusform>%n new messages. Go to the newest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemoveAccountDialog</name>
    <message numerus="yes">
        <source>%n message(s) have not been sent yet, and are lost.</source>
        <translation>
            <numerusform>%n message has not been sent yet, and is lost.</numerusform>
            <numerusform>%n messages have not been sent yet, and are lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server on this computer stops, and %n other(s) are connected to it.</source>
        <comment>people</comment>
        <translation>
            <numerusform>The server on this computer stops, and %n other person is connected to it.</numerusform>
            <numerusform>The server on this computer stops, and %n other people are connected to it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomRow</name>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <comment>a room</comment>
        <translation>
            <numerusform>%1, %n unread</numerusform>
            <numerusform>%1, %n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n message(s) not sent</source>
        <comment>a room</comment>
        <translation>
            <numerusform>%1, %n message not sent</numerusform>
            <numerusform>%1, %n messages not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent</source>
        <translation>
            <numerusform>%n not sent</numerusform>
            <numerusform>%n not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mention(s) of you</source>
        <translation>
            <numerusform>%n mention of you</numerusform>
            <numerusform>%n mentions of you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message numerus="yes">
        <source>Give up after %n tries</source>
        <translation>
            <numerusform>Give up after %n try</numerusform>
            <numerusform>Give up after %n tries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInAgainDialog</name>
    <message numerus="yes">
        <source>%n message(s) will be sent once you are in.</source>
        <translation>
            <numerusform>%n message will be sent once you are in.</numerusform>
            <numerusform>%n messages will be sent once you are in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignOutDialog</name>
    <message numerus="yes">
        <source>%n message(s) have not been sent yet. They stay on this computer, and go out when you sign in here again.</source>
        <translation>
            <numerusform>%n message has not been sent yet. It stays on this computer, and goes out when you sign in here again.</numerusform>
            <numerusform>%n messages have not been sent yet. They stay on this computer, and go out when you sign in here again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) are connected to the server on this computer, and it stops when you sign out.</source>
        <comment>people</comment>
        <translation>
            <numerusform>%n other person is connected to the server on this computer, and it stops when you sign out.</numerusform>
            <numerusform>%n other people are connected to the server on this computer, and it stops when you sign out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StateCard</name>
    <message numerus="yes">
        <source>Attempt %1; the next one in %n second(s).</source>
        <translation>
            <numerusform>Attempt %1; the next one in %n second.</numerusform>
            <numerusform>Attempt %1; the next one in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StepText</name>
    <message numerus="yes">
        <source>%n frame(s) came in.</source>
        <translation>
            <numerusform>%n frame came in.</numerusform>
            <numerusform>%n frames came in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StopHostDialog</name>
    <message numerus="yes">
        <source>%n other(s) are connected to the server on this computer, and it stops when Banter closes. What was said stays here, and you can host again at the next start.</source>
        <comment>people</comment>
        <translation>
            <numerusform>%n other person is connected to the server on this computer, and it stops when Banter closes. What was said stays here, and you can host again at the next start.</numerusform>
            <numerusform>%n other people are connected to the server on this computer, and it stops when Banter closes. What was said stays here, and you can host again at the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message numerus="yes">
        <source>last seen %n min ago</source>
        <translation>
            <numerusform>last seen %n min ago</numerusform>
            <numerusform>last seen %n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last seen %n h ago</source>
        <translation>
            <numerusform>last seen %n h ago</numerusform>
            <numerusform>last seen %n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last seen %n day(s) ago</source>
        <translation>
            <numerusform>last seen %n day ago</numerusform>
            <numerusform>last seen %n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoToast</name>
    <message numerus="yes">
        <source>%n message(s) deleted. What has reached the server already comes back as sent.</source>
        <translation>
            <numerusform>%n message deleted. If it has reached the server already, it comes back as sent.</numerusform>
            <numerusform>%n messages deleted. What has reached the server already comes back as sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) deleted.</source>
        <translation>
            <numerusform>%n message deleted.</numerusform>
            <numerusform>%n messages deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnreadBar</name>
    <message numerus="yes">
        <source>%n unread message(s) above</source>
        <translation>
            <numerusform>%n unread message above</numerusform>
            <numerusform>%n unread messages above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::ConnectionModel</name>
    <message numerus="yes">
        <source>You&apos;re offline. %n message(s) will be sent when you&apos;re back.</source>
        <translation>
            <numerusform>You&apos;re offline. %n message will be sent when you&apos;re back.</numerusform>
            <numerusform>You&apos;re offline. %n messages will be sent when you&apos;re back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your sign-in no longer holds. Sign in again, and %n message(s) will be sent.</source>
        <translation>
            <numerusform>Your sign-in no longer holds. Sign in again, and %n message will be sent.</numerusform>
            <numerusform>Your sign-in no longer holds. Sign in again, and %n messages will be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n message(s) will be sent when you&apos;re back.</source>
        <comment>why there is no connection</comment>
        <translation>
            <numerusform>%1 %n message will be sent when you&apos;re back.</numerusform>
            <numerusform>%1 %n messages will be sent when you&apos;re back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You&apos;re offline, and nothing is tried any more until you say so. %n message(s) are kept.</source>
        <translation>
            <numerusform>You&apos;re offline, and nothing is tried any more until you say so. %n message is kept.</numerusform>
            <numerusform>You&apos;re offline, and nothing is tried any more until you say so. %n messages are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::ReactingModel</name>
    <message numerus="yes">
        <source>There are %n different reaction(s) under this message already, which is the most.</source>
        <translation>
            <numerusform>There is %n reaction under this message already, which is the most.</numerusform>
            <numerusform>There are %n different reactions under this message already, which is the most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::TextRules</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more character(s) needed.</source>
        <translation>
            <numerusform>%n more character needed.</numerusform>
            <numerusform>%n more characters needed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::TimelineModel</name>
    <message numerus="yes">
        <source>%n other(s)</source>
        <comment>people who have reacted</comment>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
</context>
</TS>
