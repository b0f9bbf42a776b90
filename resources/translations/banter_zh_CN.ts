<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AccountDialog</name>
    <message>
        <source>Your account</source>
        <translation>你的账号</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>person, server</comment>
        <translation>%2 上的 %1</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>更改密码…</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Sign out all others</source>
        <translation>退出其他所有设备</translation>
    </message>
    <message>
        <source>Let somebody in</source>
        <translation>让别人加入</translation>
    </message>
    <message>
        <source>This server takes new people only with a code. Each code lets one person in.</source>
        <translation>此服务器只接受持有邀请码的新成员。每个邀请码可让一人加入。</translation>
    </message>
    <message>
        <source>No code yet</source>
        <translation>尚无邀请码</translation>
    </message>
    <message>
        <source>Invitation code</source>
        <translation>邀请码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>生成邀请码</translation>
    </message>
    <message>
        <source>Copy as a link</source>
        <translation>复制为链接</translation>
    </message>
    <message>
        <source>Another code</source>
        <translation>再生成一个</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AccountMenu</name>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>退出登录…</translation>
    </message>
    <message>
        <source>Remove from this computer…</source>
        <translation>从此电脑移除…</translation>
    </message>
</context>
<context>
    <name>AccountTile</name>
    <message>
        <source>%1 on %2</source>
        <comment>person, server</comment>
        <translation>%2 上的 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2, %n unread</source>
        <comment>an account, its state</comment>
        <translation>
            <numerusform>%1，%2，%n 条未读</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>an account, its state</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, %2 (%3)</source>
        <comment>an account, its state, keys</comment>
        <translation>%1，%2（%3）</translation>
    </message>
</context>
<context>
    <name>AccountsRail</name>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>添加账号</translation>
    </message>
</context>
<context>
    <name>BoardPointer</name>
    <message>
        <source>Pointer of %1</source>
        <translation>%1 的指针</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>Board of %1</source>
        <translation>%1 的画板</translation>
    </message>
    <message>
        <source>Others see your pointer here. Arrow keys move it.</source>
        <translation>其他人会在这里看到你的指针。可用方向键移动。</translation>
    </message>
    <message>
        <source>Nobody else is pointing</source>
        <translation>还没有其他人的指针</translation>
    </message>
    <message>
        <source>Move your pointer here: everyone in the room who looks at the board sees it, and you see theirs.</source>
        <translation>在这里移动指针：房间里正在看画板的人都能看到它，你也能看到他们的。</translation>
    </message>
</context>
<context>
    <name>BrandPanel</name>
    <message>
        <source>Banter</source>
        <translation>Banter</translation>
    </message>
    <message>
        <source>Talk with the people you work and live with, on a server of your own.</source>
        <translation>在自己的服务器上，与同事和家人朋友交谈。</translation>
    </message>
    <message>
        <source>What you send arrives once and in order, even when the network does not behave.</source>
        <translation>即使网络不稳，你发送的内容也会按顺序送达，且只送达一次。</translation>
    </message>
    <message>
        <source>You always see whether you are connected, and what happens to your messages.</source>
        <translation>是否已连接、消息到了哪一步，始终一目了然。</translation>
    </message>
    <message>
        <source>Every room has a board where you see each other&apos;s pointers move.</source>
        <translation>每个房间都有一块画板，可以看到彼此的指针移动。</translation>
    </message>
</context>
<context>
    <name>BusyLine</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>CertificateFault</name>
    <message>
        <source>The certificate has expired</source>
        <translation>证书已过期</translation>
    </message>
    <message>
        <source>The certificate is not yet valid</source>
        <translation>证书尚未生效</translation>
    </message>
    <message>
        <source>The certificate is self-signed, and untrusted</source>
        <translation>证书是自签名的，不受信任</translation>
    </message>
    <message>
        <source>The root certificate of the certificate chain is self-signed, and untrusted</source>
        <translation>证书链的根证书是自签名的，不受信任</translation>
    </message>
    <message>
        <source>The issuer certificate could not be found</source>
        <translation>找不到颁发者的证书</translation>
    </message>
    <message>
        <source>The issuer certificate of a locally looked up certificate could not be found</source>
        <translation>在本机找不到颁发者的证书</translation>
    </message>
    <message>
        <source>No certificates could be verified</source>
        <translation>没有证书可以通过验证</translation>
    </message>
    <message>
        <source>The host name did not match any of the valid hosts for this certificate</source>
        <translation>主机名与此证书中的任何有效主机都不符</translation>
    </message>
</context>
<context>
    <name>ChangeLine</name>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Your text:</source>
        <translation>你写的内容：</translation>
    </message>
    <message>
        <source>Send your text</source>
        <translation>发送你写的内容</translation>
    </message>
    <message>
        <source>Keep the other text</source>
        <translation>保留另一个版本</translation>
    </message>
    <message>
        <source>Do not delete</source>
        <translation>不删除</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>保持原样</translation>
    </message>
</context>
<context>
    <name>ChangePasswordDialog</name>
    <message>
        <source>Change password</source>
        <translation>更改密码</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Sign out all other devices</source>
        <translation>退出其他所有设备</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>正在更改…</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
</context>
<context>
    <name>CloseText</name>
    <message>
        <source>Closed normally.</source>
        <translation>正常关闭。</translation>
    </message>
    <message>
        <source>The server is stopping or restarting.</source>
        <translation>服务器正在停止或重启。</translation>
    </message>
    <message>
        <source>One side broke the protocol.</source>
        <translation>有一方违反了协议。</translation>
    </message>
    <message>
        <source>One side sent a kind of data that the other does not take.</source>
        <translation>有一方发送了对方不接受的数据类型。</translation>
    </message>
    <message>
        <source>The connection broke without a goodbye.</source>
        <translation>连接意外中断。</translation>
    </message>
    <message>
        <source>A text was not valid.</source>
        <translation>有一段文本无效。</translation>
    </message>
    <message>
        <source>The server&apos;s rules do not allow it.</source>
        <translation>服务器的规则不允许。</translation>
    </message>
    <message>
        <source>A message was too large.</source>
        <translation>有一条消息过大。</translation>
    </message>
    <message>
        <source>The server lacks an extension that is needed.</source>
        <translation>服务器缺少所需的扩展。</translation>
    </message>
    <message>
        <source>The server had an error inside.</source>
        <translation>服务器发生了内部错误。</translation>
    </message>
    <message>
        <source>The server is restarting.</source>
        <translation>服务器正在重启。</translation>
    </message>
    <message>
        <source>The server is overloaded and asks to try later.</source>
        <translation>服务器过载，请稍后再试。</translation>
    </message>
    <message>
        <source>A server on the way gave a bad answer.</source>
        <translation>途中的服务器给出了错误的响应。</translation>
    </message>
    <message>
        <source>The encryption could not be set up.</source>
        <translation>无法建立加密连接。</translation>
    </message>
    <message>
        <source>The sign-in was refused.</source>
        <translation>登录被拒绝。</translation>
    </message>
    <message>
        <source>The server does not let this account in.</source>
        <translation>服务器不允许此账号登录。</translation>
    </message>
    <message>
        <source>The server closed it for a reason of its own.</source>
        <translation>服务器因自身原因关闭了连接。</translation>
    </message>
    <message>
        <source>Closed with an unknown code.</source>
        <translation>以未知代码关闭。</translation>
    </message>
</context>
<context>
    <name>Closes</name>
    <message>
        <source>Last interruptions</source>
        <translation>最近的中断</translation>
    </message>
    <message>
        <source>No interruptions so far</source>
        <translation>尚无中断</translation>
    </message>
    <message>
        <source>%1, code %2: %3</source>
        <comment>when, close code, in words</comment>
        <translation>%1，代码 %2：%3</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a close code in words, the server&apos;s own words</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>what is suggested, what it is called</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>The message is too long.</source>
        <translation>消息过长。</translation>
    </message>
    <message>
        <source>%1 bytes left</source>
        <translation>还剩 %1 字节</translation>
    </message>
    <message>
        <source>The message is too long</source>
        <translation>消息过长</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>You are changing a message that has not been sent. It waits until you are done.</source>
        <translation>你正在修改一条尚未发送的消息。修改完之前它不会发出。</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Save the change</source>
        <translation>保存修改</translation>
    </message>
    <message>
        <source>You are changing a message that was sent.</source>
        <translation>你正在修改一条已发送的消息。</translation>
    </message>
    <message>
        <source>Without words the message will be deleted.</source>
        <translation>不留文字，这条消息就会被删除。</translation>
    </message>
    <message>
        <source>Delete the message</source>
        <translation>删除消息</translation>
    </message>
    <message>
        <source>Hide the preview</source>
        <translation>隐藏预览</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>ComposerField</name>
    <message>
        <source>Message %1</source>
        <translation>发消息到 %1</translation>
    </message>
    <message>
        <source>Message to %1</source>
        <translation>发到 %1 的消息</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a new line.</source>
        <translation>按 Enter 发送，按 Shift+Enter 换行。</translation>
    </message>
</context>
<context>
    <name>ComposerPreview</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>ConnectionFigures</name>
    <message>
        <source>Round trip: %1 ms</source>
        <translation>往返时间：%1 毫秒</translation>
    </message>
    <message>
        <source>Round trip: not measured yet</source>
        <translation>往返时间：尚未测量</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接次数</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
</context>
<context>
    <name>ConnectionIndicator</name>
    <message>
        <source>%1 %2 s</source>
        <comment>state of the connection, seconds to the next try</comment>
        <translation>%1 %2 秒</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>连接：%1</translation>
    </message>
</context>
<context>
    <name>CountBadge</name>
    <message>
        <source>99+</source>
        <comment>more unread messages than are counted</comment>
        <translation>99+</translation>
    </message>
</context>
<context>
    <name>DeclineDialog</name>
    <message>
        <source>Decline the invitation to %1?</source>
        <comment>a room</comment>
        <translation>谢绝加入 %1 的邀请？</translation>
    </message>
    <message>
        <source>%1 may not be able to invite you again for some days.</source>
        <comment>a person</comment>
        <translation>%1 可能要过几天才能再次邀请你。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>谢绝</translation>
    </message>
</context>
<context>
    <name>DeletedLine</name>
    <message>
        <source>Message deleted</source>
        <translation>消息已删除</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>%1, %2</source>
        <comment>program, when it was used</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Sign out %1</source>
        <translation>让 %1 退出登录</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDialog</name>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Test now</source>
        <translation>立即测试</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>What to show</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>Save the events of the connection</source>
        <translation>保存连接事件</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>EditedMark</name>
    <message>
        <source>edited</source>
        <comment>a message</comment>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>Edited %1</source>
        <comment>a message, day and time</comment>
        <translation>编辑于 %1</translation>
    </message>
</context>
<context>
    <name>EmojiButton</name>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
    </message>
</context>
<context>
    <name>EmojiGrid</name>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
    </message>
</context>
<context>
    <name>EmojiPicker</name>
    <message>
        <source>Pick an emoji</source>
        <translation>选择表情</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>搜索表情</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>No emoji is called that.</source>
        <translation>没有这样的表情。</translation>
    </message>
    <message>
        <source>What you pick is listed here.</source>
        <translation>你选过的表情会列在这里。</translation>
    </message>
    <message>
        <source>No font with emoji is installed here. Others will see what you send.</source>
        <translation>这台电脑上没有表情字体。别人仍能看到你发送的表情。</translation>
    </message>
</context>
<context>
    <name>EmojiTabs</name>
    <message>
        <source>Groups of emoji</source>
        <translation>表情分组</translation>
    </message>
</context>
<context>
    <name>EmojiToneButton</name>
    <message>
        <source>Skin tone: %1</source>
        <translation>肤色：%1</translation>
    </message>
</context>
<context>
    <name>EmojiTones</name>
    <message>
        <source>Skin tone</source>
        <translation>肤色</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>Another server than before answers at this address. It was told nothing.</source>
        <translation>此地址上应答的不是原来的服务器。没有向它透露任何内容。</translation>
    </message>
    <message>
        <source>The server sent something that could not be understood.</source>
        <translation>服务器发来了无法理解的内容。</translation>
    </message>
    <message>
        <source>The server did not accept that.</source>
        <translation>服务器没有接受。</translation>
    </message>
    <message>
        <source>The text has characters that may not be in it.</source>
        <translation>文本中含有不允许的字符。</translation>
    </message>
    <message>
        <source>That is too long. Send it in several parts.</source>
        <translation>内容过长，请分几次发送。</translation>
    </message>
    <message>
        <source>This program and the server are of versions that do not fit together. Update the older one.</source>
        <translation>本程序与服务器的版本不兼容。请更新较旧的一方。</translation>
    </message>
    <message>
        <source>The name or the password is wrong.</source>
        <translation>名称或密码不正确。</translation>
    </message>
    <message>
        <source>That name is taken or reserved, or looks like one that is. Choose another one, or sign in instead.</source>
        <translation>该名称已被占用或保留，或与这样的名称看起来相同。请换一个，或直接登录。</translation>
    </message>
    <message>
        <source>You may not do that here.</source>
        <translation>你在这里没有此权限。</translation>
    </message>
    <message>
        <source>There is no such room or person.</source>
        <translation>没有这个房间或用户。</translation>
    </message>
    <message>
        <source>That was too fast. Wait a moment and try again.</source>
        <translation>操作太快，请稍等再试。</translation>
    </message>
    <message>
        <source>That name is in use already.</source>
        <translation>该名称已在使用。</translation>
    </message>
    <message>
        <source>The disk is full or read-only. Make some room and try again.</source>
        <translation>磁盘已满或为只读。请腾出空间后再试。</translation>
    </message>
    <message>
        <source>The server cannot answer now. Try again in a while.</source>
        <translation>服务器暂时无法响应，请稍后再试。</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>服务器未及时响应。</translation>
    </message>
    <message>
        <source>That needs a connection. Try again when you&apos;re back online.</source>
        <translation>此操作需要连接。请在恢复连接后再试。</translation>
    </message>
    <message>
        <source>This server cannot do that.</source>
        <translation>此服务器不支持该操作。</translation>
    </message>
    <message>
        <source>The data was written by a newer version of Banter. Update Banter to use it.</source>
        <translation>数据由更新版本的 Banter 写入。请更新 Banter 后使用。</translation>
    </message>
    <message>
        <source>Another program is using the data folder or the port.</source>
        <translation>另一个程序正在使用数据文件夹或端口。</translation>
    </message>
    <message>
        <source>Something went wrong inside Banter.</source>
        <translation>Banter 内部出错。</translation>
    </message>
    <message>
        <source>Something went wrong: %1</source>
        <translation>出错了：%1</translation>
    </message>
    <message>
        <source>You disconnected.</source>
        <translation>你已断开连接。</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check the address and your network.</source>
        <translation>无法连接服务器。请检查地址和网络。</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>连接已丢失。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate cannot be trusted.</source>
        <translation>服务器的证书不可信。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate cannot be trusted: %1</source>
        <translation>服务器的证书不可信：%1</translation>
    </message>
    <message>
        <source>The server refused the sign-in. Sign in again.</source>
        <translation>服务器拒绝了登录。请重新登录。</translation>
    </message>
    <message>
        <source>The server broke the rules of the conversation.</source>
        <translation>服务器违反了通信规则。</translation>
    </message>
    <message>
        <source>The server closes the connection each time.</source>
        <translation>服务器每次都关闭连接。</translation>
    </message>
    <message>
        <source>The server closes the connection each time: %1</source>
        <translation>服务器每次都关闭连接：%1</translation>
    </message>
    <message>
        <source>The server does not answer.</source>
        <translation>服务器没有响应。</translation>
    </message>
    <message>
        <source>This computer has no network.</source>
        <translation>此电脑没有网络。</translation>
    </message>
    <message>
        <source>As many messages are waiting to be sent as can be kept, so this one was not taken. Its text is still here: send it when some are through, or delete some.</source>
        <translation>等待发送的消息已达上限，因此这条没有收下。文字仍留在这里：等一部分发出后再发送，或删除一些。</translation>
    </message>
    <message>
        <source>That message may have reached the server already, so it can no longer be changed.</source>
        <translation>该消息可能已到达服务器，无法再修改。</translation>
    </message>
    <message>
        <source>The server was set back to an earlier state and lost this message.</source>
        <translation>服务器恢复到了较早的状态，丢失了这条消息。</translation>
    </message>
    <message>
        <source>Another wording of this message has been sent.</source>
        <translation>这条消息的另一个版本已经发送。</translation>
    </message>
    <message>
        <source>You stay in the room, since not everything that you wrote there was sent.</source>
        <translation>你写在这个房间里的内容还没有全部发出，所以没有离开房间。</translation>
    </message>
    <message>
        <source>The server says: %1</source>
        <translation>服务器的答复：%1</translation>
    </message>
    <message>
        <source>Something went wrong on the server.</source>
        <translation>服务器出了点问题。</translation>
    </message>
    <message>
        <source>There is no place for another room: you are in as many as anybody can be, have made as many as anybody can, or the server has as many as it can hold.</source>
        <translation>无法再增加聊天室：你加入或创建的聊天室数量已达上限，或服务器上的聊天室数量已达上限。</translation>
    </message>
    <message>
        <source>This server has as many accounts as it can hold. Only whoever runs it can make room.</source>
        <translation>此服务器的账号数量已达上限，只有服务器的管理者才能腾出名额。</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is no chat server. Check the address, to its end.</source>
        <translation>这个地址有应答，但不是聊天服务器。请检查地址，包括末尾部分。</translation>
    </message>
    <message>
        <source>The server hangs up before it says anything. It may be starting. If that stays so, check how the address begins: ws:// is without encryption, wss:// with it.</source>
        <translation>服务器没有应答就断开了连接。它可能正在启动。如果一直这样，请检查地址的开头：ws:// 不加密，wss:// 加密。</translation>
    </message>
    <message>
        <source>The server answers that it cannot work now. Try again in a while.</source>
        <translation>服务器答复说它现在无法提供服务。请稍后再试。</translation>
    </message>
    <message>
        <source>Something in front of the server answers that the server itself is away. Try again in a while.</source>
        <translation>服务器前面的代理答复说服务器本身不在线。请稍后再试。</translation>
    </message>
    <message>
        <source>The server answers that there were too many tries. Wait a while, then try again.</source>
        <translation>服务器答复说尝试次数过多。请稍等片刻再试。</translation>
    </message>
    <message>
        <source>The server cannot save anything: its disk is full or read-only. Only whoever runs it can make room.</source>
        <translation>服务器无法保存任何内容：它的磁盘已满或为只读。只有服务器的管理者才能腾出空间。</translation>
    </message>
    <message>
        <source>This address leads on to another one. Open it in a browser to see where, and use that address.</source>
        <translation>这个地址会转到另一个地址。请在浏览器中打开它，查看转到了哪里，并使用那个地址。</translation>
    </message>
    <message>
        <source>No encrypted connection came about. If this server has no encryption, its address begins with ws:// or http://.</source>
        <translation>无法建立加密连接。如果此服务器不使用加密，其地址应以 ws:// 或 http:// 开头。</translation>
    </message>
    <message>
        <source>This server takes encrypted connections only: its address begins with wss:// or https://.</source>
        <translation>此服务器只接受加密连接：其地址应以 wss:// 或 https:// 开头。</translation>
    </message>
    <message>
        <source>This server does not say which room a message belongs to. Be in one room at a time, or messages are lost.</source>
        <translation>这台服务器不说明消息属于哪个聊天室。请一次只加入一个聊天室，否则会丢失消息。</translation>
    </message>
    <message>
        <source>The server keeps %1 from you: %2</source>
        <comment>a part of it, its own words</comment>
        <translation>服务器不让你进入 %1：%2</translation>
    </message>
</context>
<context>
    <name>FailedLine</name>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
</context>
<context>
    <name>FatalPage</name>
    <message>
        <source>Banter cannot start here</source>
        <translation>Banter 无法在此启动</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>%1: %2</source>
        <comment>a figure&apos;s name, its value</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>找到 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Older match</source>
        <translation>较早的匹配</translation>
    </message>
    <message>
        <source>Newer match</source>
        <translation>较新的匹配</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>which result is shown, number of results</comment>
        <translation>第 %1 条，共 %2 条</translation>
    </message>
    <message numerus="yes">
        <source>The newest %n</source>
        <comment>results of a search</comment>
        <translation>
            <numerusform>最新的 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Search all rooms</source>
        <translation>搜索所有房间</translation>
    </message>
    <message>
        <source>Search this room</source>
        <translation>搜索此房间</translation>
    </message>
    <message>
        <source>Where to search</source>
        <translation>搜索范围</translation>
    </message>
    <message>
        <source>This room</source>
        <translation>此房间</translation>
    </message>
    <message>
        <source>All rooms</source>
        <translation>所有房间</translation>
    </message>
</context>
<context>
    <name>FindResults</name>
    <message>
        <source>Messages that were found</source>
        <translation>找到的消息</translation>
    </message>
    <message>
        <source>No message on this computer holds all of these words. Messages that were never loaded are not searched.</source>
        <translation>这台电脑上没有包含所有这些词的消息。从未加载过的消息不在搜索范围内。</translation>
    </message>
</context>
<context>
    <name>FindRow</name>
    <message>
        <source>%1 in %2, %3: %4</source>
        <comment>sender, room, time, message</comment>
        <translation>%1，在 %2，%3：%4</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>sender, time, message</comment>
        <translation>%1，%2：%3</translation>
    </message>
</context>
<context>
    <name>FingerprintLine</name>
    <message>
        <source>%1: %2</source>
        <comment>what it is of, fingerprint</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>GapLine</name>
    <message>
        <source>Some messages are missing here. They are being fetched.</source>
        <translation>这里缺少一些消息，正在获取。</translation>
    </message>
    <message>
        <source>Messages may be missing here.</source>
        <translation>此处可能缺少消息。</translation>
    </message>
</context>
<context>
    <name>HostAddressDialog</name>
    <message>
        <source>Address for others</source>
        <translation>供他人使用的地址</translation>
    </message>
    <message>
        <source>Others at this computer join with this address. The server runs as long as Banter runs here.</source>
        <translation>这台电脑上的其他人用此地址加入。只要 Banter 在这里运行，服务器就在运行。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>IconButton</name>
    <message>
        <source>%1 (%2)</source>
        <comment>what a button does, and its keys</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>InvitationAnswer</name>
    <message>
        <source>%1 invites you</source>
        <comment>a person</comment>
        <translation>%1 邀请你</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>谢绝</translation>
    </message>
</context>
<context>
    <name>InviteDialog</name>
    <message>
        <source>Invite somebody to %1</source>
        <translation>邀请他人加入 %1</translation>
    </message>
    <message>
        <source>Name of the person</source>
        <translation>对方的名称</translation>
    </message>
    <message>
        <source>The name that they sign in with on this server.</source>
        <translation>对方在此服务器上登录所用的名称。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
</context>
<context>
    <name>LabelledField</name>
    <message>
        <source>Hide password</source>
        <translation>隐藏密码</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>显示密码</translation>
    </message>
</context>
<context>
    <name>LeaveRoomDialog</name>
    <message>
        <source>Leave %1?</source>
        <translation>离开 %1？</translation>
    </message>
    <message>
        <source>You can only come back when somebody invites you again.</source>
        <translation>只有再次受到邀请才能回来。</translation>
    </message>
    <message>
        <source>You can come back at any time.</source>
        <translation>你可以随时回来。</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) that you wrote there have not been sent:</source>
        <translation>
            <numerusform>你在那里写的 %n 条消息还没有发出：</numerusform>
        </translation>
    </message>
    <message>
        <source>Send first, then leave</source>
        <translation>先发送，再离开</translation>
    </message>
    <message>
        <source>Copy the text and leave</source>
        <translation>复制文字并离开</translation>
    </message>
    <message>
        <source>Delete and leave</source>
        <translation>删除并离开</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>What you began to write there is lost when you leave.</source>
        <translation>离开后，你在那里还没写完的内容会丢失。</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Open this address?</source>
        <translation>打开此地址？</translation>
    </message>
    <message>
        <source>It opens in your browser. Only go on if you trust where it leads.</source>
        <translation>它会在浏览器中打开。请确认可信后再继续。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>(%1) Banter</source>
        <comment>unread messages</comment>
        <translation>(%1) Banter</translation>
    </message>
    <message>
        <source>Banter</source>
        <translation>Banter</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>%1 (you)</source>
        <translation>%1（你）</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>presence, status text or last seen</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, owner, %2</source>
        <comment>a member, presence and status</comment>
        <translation>%1，所有者，%2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a member, presence and status</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>presence unknown</source>
        <translation>状态未知</translation>
    </message>
    <message>
        <source>last known as %1</source>
        <comment>presence</comment>
        <translation>最后所知：%1</translation>
    </message>
</context>
<context>
    <name>MembersPane</name>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>%1 of %2 here</source>
        <comment>members that are online, all members</comment>
        <translation>%2 人中 %1 人在线</translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation>邀请他人</translation>
    </message>
    <message>
        <source>%1 of %2 when last heard of</source>
        <comment>members that were online, all members</comment>
        <translation>最后所知 %2 人中 %1 人在线</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>React</source>
        <translation>回应</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>More about this message</source>
        <translation>更多操作</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>Copy text</source>
        <translation>复制文本</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>Send your text</source>
        <translation>发送你写的内容</translation>
    </message>
    <message>
        <source>Keep the other text</source>
        <translation>保留另一个版本</translation>
    </message>
    <message>
        <source>Do not delete</source>
        <translation>不删除</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Delete for everybody</source>
        <translation>为所有人删除</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>React</source>
        <translation>回应</translation>
    </message>
    <message>
        <source>Go to the original message</source>
        <translation>转到原消息</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
</context>
<context>
    <name>MessageRow</name>
    <message>
        <source>%1, %2: %3, %4</source>
        <comment>sender, time, message, state</comment>
        <translation>%1，%2：%3，%4</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>sender, time, message</comment>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>not known whether it arrived</source>
        <translation>不知道是否已送达</translation>
    </message>
    <message>
        <source>%1, edited</source>
        <comment>time</comment>
        <translation>%1，已编辑</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>消息已删除</translation>
    </message>
    <message>
        <source>%1, mentions you</source>
        <comment>time</comment>
        <translation>%1，提到了你</translation>
    </message>
</context>
<context>
    <name>MessageTools</name>
    <message>
        <source>%2 %1</source>
        <comment>how many, a reaction</comment>
        <translation>%2 %1</translation>
    </message>
    <message>
        <source>in reply to %1</source>
        <comment>a person</comment>
        <translation>回复 %1</translation>
    </message>
</context>
<context>
    <name>ModalDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NewLine</name>
    <message>
        <source>New</source>
        <comment>new messages begin here</comment>
        <translation>新消息</translation>
    </message>
</context>
<context>
    <name>NewRoomDialog</name>
    <message>
        <source>Create or join a room</source>
        <translation>创建或加入房间</translation>
    </message>
    <message>
        <source>Name of the room</source>
        <translation>房间名称</translation>
    </message>
    <message>
        <source>for example: kitchen</source>
        <translation>例如：厨房</translation>
    </message>
    <message>
        <source>A public room of this name is joined; if there is none, it is made.</source>
        <translation>加入同名的公开房间；如果没有，就新建一个。</translation>
    </message>
    <message>
        <source>Private: only people who are invited can see it</source>
        <translation>私密：只有受邀的人才能看到</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create the room</source>
        <translation>创建房间</translation>
    </message>
    <message>
        <source>Go to the room</source>
        <translation>进入房间</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>加入房间</translation>
    </message>
    <message>
        <source>The name as it is on this server.</source>
        <translation>该房间在此服务器上的名称。</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
</context>
<context>
    <name>NewestButton</name>
    <message numerus="yes">
        <source>%n new</source>
        <comment>new messages below what is shown</comment>
        <translation>
            <numerusform>%n 条新消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s). Go to the newest</source>
        <translation>
            <numerusform>%n 条新消息。转到最新</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to the newest message</source>
        <translation>转到最新消息</translation>
    </message>
</context>
<context>
    <name>NoRoom</name>
    <message>
        <source>Where would you like to talk?</source>
        <translation>想在哪里聊？</translation>
    </message>
    <message>
        <source>Choose a room on the left, or make one of your own.</source>
        <translation>在左侧选择一个房间，或创建自己的房间。</translation>
    </message>
    <message>
        <source>Choose a room on the left.</source>
        <translation>请在左侧选择一个房间。</translation>
    </message>
    <message>
        <source>Create or join a room</source>
        <translation>创建或加入房间</translation>
    </message>
    <message>
        <source>Your rooms appear as soon as the server answers.</source>
        <translation>服务器响应后，你的房间就会出现。</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Choose a room on the left, or join one by its name.</source>
        <translation>在左侧选择一个房间，或按名称加入一个房间。</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>加入房间</translation>
    </message>
</context>
<context>
    <name>NoticeRow</name>
    <message>
        <source>%1: %2</source>
        <comment>time, notice</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>NoticesList</name>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>No notices yet</source>
        <translation>暂无通知</translation>
    </message>
    <message>
        <source>This server only sends notices. They appear here as they come.</source>
        <translation>此服务器只发送通知。收到的通知会显示在这里。</translation>
    </message>
    <message>
        <source>Notices appear as soon as the server answers.</source>
        <translation>服务器一有回应，通知就会显示。</translation>
    </message>
</context>
<context>
    <name>NoticesPane</name>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
</context>
<context>
    <name>OfflineBanner</name>
    <message>
        <source>Look…</source>
        <translation>查看…</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
</context>
<context>
    <name>OpenWayDialog</name>
    <message>
        <source>Not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>The connection to %1 is not encrypted. Your password and all that is written can be read by others on the way. Ask whoever runs the server for an address that begins with wss:// or https://.</source>
        <translation>与 %1 的连接没有加密。你的密码和所有聊天内容在传输途中可能被他人读取。请向服务器的管理者索取以 wss:// 或 https:// 开头的地址。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Sign in all the same</source>
        <translation>仍然登录</translation>
    </message>
</context>
<context>
    <name>OtherServerDialog</name>
    <message>
        <source>Is this the right server?</source>
        <translation>这是正确的服务器吗？</translation>
    </message>
    <message>
        <source>At %1 another server answers than the one that you know. It was told neither a password nor a message. If the server was set up anew, whoever runs it can tell you its fingerprint.</source>
        <translation>在 %1 上应答的不是你认识的那台服务器。没有向它透露密码或消息。如果服务器是重新搭建的，它的管理者可以告诉你新的指纹。</translation>
    </message>
    <message>
        <source>At %1 a server answers that does not prove who it is; the one that you know does. It was told neither a password nor a message.</source>
        <translation>在 %1 上应答的服务器没有证明自己的身份，而你认识的那台会。没有向它透露密码或消息。</translation>
    </message>
    <message>
        <source>The server that you know</source>
        <translation>你认识的服务器</translation>
    </message>
    <message>
        <source>The one that answers now</source>
        <translation>现在应答的服务器</translation>
    </message>
    <message>
        <source>no fingerprint</source>
        <translation>没有指纹</translation>
    </message>
    <message>
        <source>Do not connect</source>
        <translation>不连接</translation>
    </message>
    <message>
        <source>Trust this server</source>
        <translation>信任此服务器</translation>
    </message>
</context>
<context>
    <name>OwnCard</name>
    <message>
        <source>You: %1, %2</source>
        <comment>own name, own presence</comment>
        <translation>你：%1，%2</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Appearing offline</source>
        <translation>隐身中</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>You: %1</source>
        <comment>own name</comment>
        <translation>你：%1</translation>
    </message>
</context>
<context>
    <name>OwnMenu</name>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>Appear offline</source>
        <translation>隐身</translation>
    </message>
    <message>
        <source>Status text…</source>
        <translation>状态文字…</translation>
    </message>
    <message>
        <source>Address for others…</source>
        <translation>供他人使用的地址…</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>退出登录…</translation>
    </message>
    <message>
        <source>Account and devices…</source>
        <translation>账号和设备…</translation>
    </message>
    <message>
        <source>Add account…</source>
        <translation>添加账号…</translation>
    </message>
</context>
<context>
    <name>ProfileFileDialog</name>
    <message>
        <source>Profile of the server</source>
        <translation>服务器的配置文件</translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation>配置文件 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>QuickSwitcher</name>
    <message>
        <source>Jump to a room</source>
        <translation>跳转到房间</translation>
    </message>
    <message>
        <source>Rooms that match</source>
        <translation>匹配的房间</translation>
    </message>
    <message>
        <source>No room has that in its name.</source>
        <translation>没有名称包含这些字的房间。</translation>
    </message>
</context>
<context>
    <name>QuoteLine</name>
    <message>
        <source>Message deleted</source>
        <translation>消息已删除</translation>
    </message>
    <message>
        <source>A message that is not here yet</source>
        <translation>尚未载入的消息</translation>
    </message>
    <message>
        <source>In reply to %1: %2</source>
        <comment>a person, their message</comment>
        <translation>回复 %1：%2</translation>
    </message>
    <message>
        <source>In reply to: %1</source>
        <comment>a message</comment>
        <translation>回复：%1</translation>
    </message>
</context>
<context>
    <name>RailHeader</name>
    <message>
        <source>Create or join a room</source>
        <translation>创建或加入房间</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>加入房间</translation>
    </message>
</context>
<context>
    <name>ReactionButton</name>
    <message>
        <source>Take back %1</source>
        <comment>a reaction</comment>
        <translation>收回 %1</translation>
    </message>
    <message>
        <source>React with %1</source>
        <translation>用 %1 回应</translation>
    </message>
</context>
<context>
    <name>ReactionChip</name>
    <message>
        <source>%3 %1: %2, waiting to be sent</source>
        <comment>how many, who, a reaction</comment>
        <translation>%3 %1：%2，等待发送</translation>
    </message>
    <message>
        <source>%3 %1: %2</source>
        <comment>how many, who, a reaction</comment>
        <translation>%3 %1：%2</translation>
    </message>
    <message>
        <source>%1 (waiting to be sent)</source>
        <comment>who</comment>
        <translation>%1（等待发送）</translation>
    </message>
</context>
<context>
    <name>ReactionChoice</name>
    <message>
        <source>Reactions</source>
        <translation>回应</translation>
    </message>
    <message>
        <source>More reactions…</source>
        <translation>更多回应…</translation>
    </message>
</context>
<context>
    <name>RecordingRow</name>
    <message>
        <source>%1: %2 %3</source>
        <comment>a time, what happened, what was decided</comment>
        <translation>%1：%2 %3</translation>
    </message>
</context>
<context>
    <name>RecordingView</name>
    <message>
        <source>Events of the connection</source>
        <translation>连接事件</translation>
    </message>
    <message>
        <source>Nothing happened yet.</source>
        <translation>还没有发生任何事。</translation>
    </message>
    <message>
        <source>Times, codes and decisions only. No messages, names, addresses or passwords are recorded.</source>
        <translation>只记录时间、代码和决定，不记录消息、名字、地址或密码。</translation>
    </message>
</context>
<context>
    <name>RemoveAccountDialog</name>
    <message>
        <source>Remove this account?</source>
        <translation>移除此账号？</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) have not been sent yet, and are lost.</source>
        <translation>
            <numerusform>还有 %n 条消息尚未发送，它们将会丢失。</numerusform>
        </translation>
    </message>
    <message>
        <source>The server on this computer stops.</source>
        <translation>此电脑上的服务器会停止。</translation>
    </message>
    <message>
        <source>%1 on %2 is signed out, and what is kept of it on this computer is deleted. The account itself stays, with what was said on the server.</source>
        <comment>person, server</comment>
        <translation>%2 上的 %1 会退出登录，此电脑上为其保存的内容会被删除。账号本身和服务器上的聊天内容会保留。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message numerus="yes">
        <source>The server on this computer stops, and %n other(s) are connected to it.</source>
        <comment>people</comment>
        <translation>
            <numerusform>这台电脑上的服务器会停止，还有 %n 人连接着它。</numerusform>
        </translation>
    </message>
    <message>
        <source>If messages wait there to be sent, they are lost.</source>
        <translation>如果还有等待发送的消息，它们会丢失。</translation>
    </message>
</context>
<context>
    <name>ReplyStrip</name>
    <message>
        <source>Message deleted</source>
        <translation>消息已删除</translation>
    </message>
    <message>
        <source>Replying to %1: %2</source>
        <comment>a person, their message</comment>
        <translation>正在回复 %1：%2</translation>
    </message>
    <message>
        <source>Do not reply to this message</source>
        <translation>不回复这条消息</translation>
    </message>
</context>
<context>
    <name>RoomHeader</name>
    <message>
        <source>All rooms</source>
        <translation>全部房间</translation>
    </message>
    <message>
        <source>Faces of the room</source>
        <translation>房间视图</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>画板</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>More about this room</source>
        <translation>更多房间操作</translation>
    </message>
    <message>
        <source>Search this room</source>
        <translation>搜索此房间</translation>
    </message>
</context>
<context>
    <name>RoomList</name>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
</context>
<context>
    <name>RoomMenu</name>
    <message>
        <source>Invite somebody…</source>
        <translation>邀请他人…</translation>
    </message>
    <message>
        <source>Leave this room…</source>
        <translation>离开此房间…</translation>
    </message>
</context>
<context>
    <name>RoomRow</name>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <comment>a room</comment>
        <translation>
            <numerusform>%1，%n 条未读</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, not joined</source>
        <comment>a room</comment>
        <translation>%1，未加入</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>%1, will be joined when you&apos;re back online</source>
        <comment>a room</comment>
        <translation>%1，恢复在线后将加入</translation>
    </message>
    <message>
        <source>%1, will be left when you&apos;re back online</source>
        <comment>a room</comment>
        <translation>%1，恢复在线后将退出</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n message(s) not sent</source>
        <comment>a room</comment>
        <translation>
            <numerusform>%1，%n 条消息未发出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent</source>
        <translation>
            <numerusform>%n 条未发出</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 invites you</source>
        <comment>a room, a person</comment>
        <translation>%1，%2 邀请你</translation>
    </message>
    <message>
        <source>%1, with a draft</source>
        <comment>a room</comment>
        <translation>%1，有草稿</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a room and how much is unread, how often the person is meant</comment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n mention(s) of you</source>
        <translation>
            <numerusform>%n 条提到了你</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomSection</name>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>More rooms</source>
        <translation>更多房间</translation>
    </message>
    <message>
        <source>Not a member any more</source>
        <translation>已不是成员</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>邀请</translation>
    </message>
</context>
<context>
    <name>RoomsPane</name>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>No rooms yet.</source>
        <translation>还没有房间。</translation>
    </message>
    <message>
        <source>Rooms appear once you are connected.</source>
        <translation>连接后会显示房间。</translation>
    </message>
    <message>
        <source>Create or join a room</source>
        <translation>创建或加入房间</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>加入房间</translation>
    </message>
    <message>
        <source>This server only sends notices.</source>
        <translation>此服务器只发送通知。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Compact: more messages on the screen</source>
        <translation>紧凑：屏幕上显示更多消息</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>减少动效</translation>
    </message>
    <message>
        <source>When the server cannot be reached</source>
        <translation>无法连接到服务器时</translation>
    </message>
    <message>
        <source>Keep trying</source>
        <translation>一直尝试</translation>
    </message>
    <message numerus="yes">
        <source>Give up after %n tries</source>
        <translation>
            <numerusform>尝试 %n 次后放弃</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Jump to a room</source>
        <translation>跳转到房间</translation>
    </message>
    <message>
        <source>Room above, room below</source>
        <translation>上一个、下一个房间</translation>
    </message>
    <message>
        <source>Show or hide the members</source>
        <translation>显示或隐藏成员</translation>
    </message>
    <message>
        <source>Messages or board</source>
        <translation>消息或画板</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Older messages, newer messages</source>
        <translation>较早的消息、较新的消息</translation>
    </message>
    <message>
        <source>Back to the newest message</source>
        <translation>回到最新消息</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>发送消息</translation>
    </message>
    <message>
        <source>New line in the message</source>
        <translation>在消息中换行</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>本列表</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what keys do, the keys</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Search this room</source>
        <translation>搜索此房间</translation>
    </message>
    <message>
        <source>Search all rooms</source>
        <translation>搜索所有房间</translation>
    </message>
    <message>
        <source>First account to ninth account</source>
        <translation>第一个账号至第九个账号</translation>
    </message>
    <message>
        <source>Edit your last message</source>
        <translation>编辑你最近的一条消息</translation>
    </message>
    <message>
        <source>Edit the chosen message</source>
        <translation>编辑选中的消息</translation>
    </message>
    <message>
        <source>Delete the chosen message</source>
        <translation>删除选中的消息</translation>
    </message>
    <message>
        <source>Reply to the chosen message</source>
        <translation>回复选中的消息</translation>
    </message>
    <message>
        <source>React to the chosen message</source>
        <translation>回应选中的消息</translation>
    </message>
    <message>
        <source>Pick an emoji</source>
        <translation>选择表情</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>粗体</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Preview of the message</source>
        <translation>预览消息</translation>
    </message>
</context>
<context>
    <name>SignInAgainDialog</name>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>%1 no longer takes your sign-in as %2. What was said stays here to be read.</source>
        <comment>server, person</comment>
        <translation>%1 不再接受你以 %2 的身份登录。已有的内容仍可在这里阅读。</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) will be sent once you are in.</source>
        <translation>
            <numerusform>登录后将发送 %n 条消息。</numerusform>
        </translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>%1 的密码</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>The connection is not encrypted: others can read the password on the way.</source>
        <translation>连接没有加密：密码在传输途中可能被他人读取。</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Kept in this computer&apos;s keychain. Your password itself is not kept.</source>
        <translation>保存在此电脑的钥匙串中。密码本身不会保存。</translation>
    </message>
    <message>
        <source>There is no keychain here: kept in a file that only your user account can read. Your password itself is not kept.</source>
        <translation>这里没有钥匙串：保存在只有你的用户账号能读取的文件中。密码本身不会保存。</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>创建账号</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Others will see you under this name.</source>
        <translation>其他人会看到这个名称。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Keep me signed in</source>
        <translation>保持登录</translation>
    </message>
    <message>
        <source>Invitation code</source>
        <translation>邀请码</translation>
    </message>
</context>
<context>
    <name>SignOutDialog</name>
    <message>
        <source>Sign out?</source>
        <translation>退出登录？</translation>
    </message>
    <message>
        <source>What was said stays on the server and is there when you sign in again.</source>
        <translation>聊天内容会保留在服务器上，再次登录时仍可看到。</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>保持登录</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) have not been sent yet. They stay on this computer, and go out when you sign in here again.</source>
        <translation>
            <numerusform>还有 %n 条消息尚未发送。它们会留在这台电脑上，等你在此重新登录后发出。</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign out anyway</source>
        <translation>仍然退出登录</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) are connected to the server on this computer, and it stops when you sign out.</source>
        <comment>people</comment>
        <translation>
            <numerusform>还有 %n 人连接着这台电脑上的服务器，退出登录后服务器会停止。</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign out %1?</source>
        <comment>a person</comment>
        <translation>让 %1 退出登录？</translation>
    </message>
</context>
<context>
    <name>Sparkline</name>
    <message>
        <source>Round-trip times</source>
        <translation>往返时间</translation>
    </message>
</context>
<context>
    <name>SpokenField</name>
    <message>
        <source>The server speaks</source>
        <translation>服务器使用的协议</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>No file is chosen.</source>
        <translation>尚未选择文件。</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Banter</source>
        <translation>Banter</translation>
    </message>
    <message>
        <source>Join a server</source>
        <translation>加入服务器</translation>
    </message>
    <message>
        <source>Somebody gave you an address.</source>
        <translation>有人给了你一个地址。</translation>
    </message>
    <message>
        <source>Host on this computer</source>
        <translation>在此电脑上托管</translation>
    </message>
    <message>
        <source>Others at this computer join you.</source>
        <translation>这台电脑上的其他人加入你。</translation>
    </message>
    <message>
        <source>Start hosting</source>
        <translation>开始托管</translation>
    </message>
    <message>
        <source>Create the account</source>
        <translation>创建账号</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>返回聊天</translation>
    </message>
</context>
<context>
    <name>StateCard</name>
    <message>
        <source>Since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message numerus="yes">
        <source>Attempt %1; the next one in %n second(s).</source>
        <translation>
            <numerusform>第 %1 次尝试；%n 秒后再试。</numerusform>
        </translation>
    </message>
    <message>
        <source>Attempt %1.</source>
        <translation>第 %1 次尝试。</translation>
    </message>
</context>
<context>
    <name>StatusTextDialog</name>
    <message>
        <source>Status text</source>
        <translation>状态文字</translation>
    </message>
    <message>
        <source>What are you up to?</source>
        <translation>你在做什么？</translation>
    </message>
    <message>
        <source>Everyone in your rooms can read it.</source>
        <translation>你所在房间的所有人都能看到。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
</context>
<context>
    <name>StepText</name>
    <message>
        <source>Nobody answered at the server&apos;s address.</source>
        <translation>服务器地址无人应答。</translation>
    </message>
    <message>
        <source>Something answered that is no chat server (HTTP %1).</source>
        <translation>应答的不是聊天服务器（HTTP %1）。</translation>
    </message>
    <message>
        <source>Something answered that is no chat server.</source>
        <translation>应答的不是聊天服务器。</translation>
    </message>
    <message>
        <source>The encryption could not be set up.</source>
        <translation>无法建立加密。</translation>
    </message>
    <message>
        <source>The server closed with code %1. %2</source>
        <comment>close code, the code in words</comment>
        <translation>服务器以代码 %1 关闭了连接。%2</translation>
    </message>
    <message>
        <source>The server had nothing more to say.</source>
        <translation>服务器没有更多内容了。</translation>
    </message>
    <message>
        <source>The server ended the stream in order. The next one goes on from there.</source>
        <translation>服务器正常结束了这个数据流，下一个会从那里继续。</translation>
    </message>
    <message>
        <source>The wait is over.</source>
        <translation>等待结束。</translation>
    </message>
    <message>
        <source>A heartbeat was due.</source>
        <translation>到了发送心跳的时间。</translation>
    </message>
    <message>
        <source>The server did not answer the dial in time.</source>
        <translation>服务器没有及时接受连接。</translation>
    </message>
    <message>
        <source>The server did not answer the sign-in in time.</source>
        <translation>服务器没有及时回应登录。</translation>
    </message>
    <message>
        <source>The server did not send what was missed in time.</source>
        <translation>服务器没有及时送来错过的内容。</translation>
    </message>
    <message>
        <source>The server did not answer a ping in time.</source>
        <translation>服务器没有及时回应探测。</translation>
    </message>
    <message>
        <source>A time was up.</source>
        <translation>时限已到。</translation>
    </message>
    <message>
        <source>You wanted to connect.</source>
        <translation>你要求连接。</translation>
    </message>
    <message>
        <source>You wanted to disconnect.</source>
        <translation>你要求断开连接。</translation>
    </message>
    <message>
        <source>You wanted to try at once.</source>
        <translation>你要求立即尝试。</translation>
    </message>
    <message>
        <source>The line to the server is open.</source>
        <translation>到服务器的线路已打开。</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) came in.</source>
        <translation>
            <numerusform>收到 %n 帧数据。</numerusform>
        </translation>
    </message>
    <message>
        <source>Something is arriving, slowly.</source>
        <translation>有内容正在缓慢到达。</translation>
    </message>
    <message>
        <source>The server answered a ping.</source>
        <translation>服务器回应了探测。</translation>
    </message>
    <message>
        <source>The connection has been steady for a while.</source>
        <translation>连接已稳定了一段时间。</translation>
    </message>
    <message>
        <source>The server accepted the sign-in.</source>
        <translation>服务器接受了登录。</translation>
    </message>
    <message>
        <source>The server refused the sign-in.</source>
        <translation>服务器拒绝了登录。</translation>
    </message>
    <message>
        <source>The server asked to sign in later.</source>
        <translation>服务器要求稍后再登录。</translation>
    </message>
    <message>
        <source>The server does not take it that way, and there was another way to try.</source>
        <translation>服务器不接受这种方式，但还可以用另一种方式尝试。</translation>
    </message>
    <message>
        <source>A part of what was missed is here.</source>
        <translation>收到了一部分错过的内容。</translation>
    </message>
    <message>
        <source>Every open room is up to date.</source>
        <translation>所有打开的房间都已更新。</translation>
    </message>
    <message>
        <source>An answer of the server is overdue.</source>
        <translation>服务器的回应已超时。</translation>
    </message>
    <message>
        <source>The server said something that makes no sense.</source>
        <translation>服务器发来了无法理解的内容。</translation>
    </message>
    <message>
        <source>The server was gone, by its own rules.</source>
        <translation>按服务器自己的规则，它已不在。</translation>
    </message>
    <message>
        <source>The network came back.</source>
        <translation>网络已恢复。</translation>
    </message>
    <message>
        <source>The network went away.</source>
        <translation>网络已断开。</translation>
    </message>
    <message>
        <source>The network changed.</source>
        <translation>网络已变更。</translation>
    </message>
    <message>
        <source>The computer woke up.</source>
        <translation>电脑已唤醒。</translation>
    </message>
    <message>
        <source>Dialled, attempt %1.</source>
        <translation>发起连接，第 %1 次尝试。</translation>
    </message>
    <message>
        <source>Hung up.</source>
        <translation>已挂断。</translation>
    </message>
    <message>
        <source>Gave up: it will not try again by itself.</source>
        <translation>已放弃：不会再自动尝试。</translation>
    </message>
    <message>
        <source>Waits for the network; tries all the same in %1 s.</source>
        <translation>等待网络；%1 秒后仍会尝试。</translation>
    </message>
    <message>
        <source>Tries again in %1 s.</source>
        <translation>%1 秒后再次尝试。</translation>
    </message>
    <message>
        <source>Sent the sign-in.</source>
        <translation>已发送登录请求。</translation>
    </message>
    <message>
        <source>Asked for what was missed.</source>
        <translation>已请求错过的内容。</translation>
    </message>
    <message>
        <source>Connected.</source>
        <translation>已连接。</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>Sent a ping.</source>
        <translation>已发送探测。</translation>
    </message>
    <message>
        <source>From now on %1 tries in a row are enough.</source>
        <translation>从现在起，连续尝试 %1 次就够了。</translation>
    </message>
    <message>
        <source>From now on there is no end to the tries.</source>
        <translation>从现在起会一直尝试下去。</translation>
    </message>
    <message>
        <source>No encrypted connection came about.</source>
        <translation>无法建立加密连接。</translation>
    </message>
    <message>
        <source>The server takes encrypted connections only.</source>
        <translation>服务器只接受加密连接。</translation>
    </message>
    <message>
        <source>The server hung up without a word.</source>
        <translation>服务器没有应答就断开了连接。</translation>
    </message>
    <message>
        <source>The address leads on to another one (HTTP %1).</source>
        <translation>这个地址会转到另一个地址（HTTP %1）。</translation>
    </message>
    <message>
        <source>The server answered that it cannot serve now (HTTP %1).</source>
        <translation>服务器答复说现在无法提供服务（HTTP %1）。</translation>
    </message>
    <message>
        <source>Something in front of the server answered that the server is away (HTTP %1).</source>
        <translation>服务器前面的代理答复说服务器不在线（HTTP %1）。</translation>
    </message>
</context>
<context>
    <name>StopHostDialog</name>
    <message>
        <source>Close Banter?</source>
        <translation>关闭 Banter？</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) are connected to the server on this computer, and it stops when Banter closes. What was said stays here, and you can host again at the next start.</source>
        <comment>people</comment>
        <translation>
            <numerusform>还有 %n 人连接着这台电脑上的服务器，关闭 Banter 后服务器会停止。聊天内容会保留在这里，下次启动时可以再次托管。</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on hosting</source>
        <translation>继续托管</translation>
    </message>
    <message>
        <source>Close Banter</source>
        <translation>关闭 Banter</translation>
    </message>
    <message>
        <source>Others may be connected to the server on this computer, and it stops when Banter closes. What was said stays here, and you can host again at the next start.</source>
        <translation>可能还有人连接着这台电脑上的服务器，关闭 Banter 后服务器会停止。聊天内容会保留在这里，下次启动时可以再次托管。</translation>
    </message>
</context>
<context>
    <name>SwitcherButton</name>
    <message>
        <source>Jump to…</source>
        <translation>跳转到…</translation>
    </message>
    <message>
        <source>Jump to a room</source>
        <translation>跳转到房间</translation>
    </message>
</context>
<context>
    <name>SystemMenuBar</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>About Banter</source>
        <translation>关于 Banter</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>New room…</source>
        <translation>新建房间…</translation>
    </message>
    <message>
        <source>Jump to a room</source>
        <translation>跳转到房间</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Quit Banter</source>
        <translation>退出 Banter</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Minimize</source>
        <translation>最小化</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Banter %1</source>
        <comment>a version</comment>
        <translation>Banter %1</translation>
    </message>
    <message>
        <source>Chat in rooms that see you come, type and point.
© 2026 The Banter authors, MIT licence</source>
        <translation>多人聊天室，实时看到谁在线、谁在输入、谁在指点。
© 2026 The Banter authors，MIT 许可证</translation>
    </message>
    <message>
        <source>Add account…</source>
        <translation>添加账号…</translation>
    </message>
</context>
<context>
    <name>TextSizeField</name>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>last seen just now</source>
        <translation>刚刚在线</translation>
    </message>
    <message numerus="yes">
        <source>last seen %n min ago</source>
        <translation>
            <numerusform>%n 分钟前在线</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last seen %n h ago</source>
        <translation>
            <numerusform>%n 小时前在线</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last seen %n day(s) ago</source>
        <translation>
            <numerusform>%n 天前在线</numerusform>
        </translation>
    </message>
    <message>
        <source>last seen on %1</source>
        <translation>最后在线：%1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a date, the time of day</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>TimelineEmpty</name>
    <message>
        <source>Fetching messages…</source>
        <translation>正在获取消息…</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>No messages on this computer yet</source>
        <translation>此电脑上还没有消息</translation>
    </message>
    <message>
        <source>Write the first message in %1. Everyone in the room will see it.</source>
        <translation>在 %1 写下第一条消息吧，房间里的人都会看到。</translation>
    </message>
    <message>
        <source>They appear as soon as you are connected.</source>
        <translation>连接后就会显示。</translation>
    </message>
    <message>
        <source>This server does not tell what was said before. What is said from now on in %1 appears here.</source>
        <translation>此服务器不提供以前的消息。从现在起在“%1”中的消息会显示在这里。</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TypingLine</name>
    <message>
        <source>Will be sent once you have signed in again.</source>
        <translation>重新登录后发送。</translation>
    </message>
    <message>
        <source>Will be sent when you&apos;re back.</source>
        <translation>恢复连接后发送。</translation>
    </message>
</context>
<context>
    <name>UndoToast</name>
    <message numerus="yes">
        <source>%n message(s) deleted. What has reached the server already comes back as sent.</source>
        <translation>
            <numerusform>已删除 %n 条消息。已经到达服务器的会以已发送状态重新出现。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) deleted.</source>
        <translation>
            <numerusform>已删除 %n 条消息。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>What you wrote was not kept.</source>
        <translation>你写的内容没有保留。</translation>
    </message>
</context>
<context>
    <name>UnreadBar</name>
    <message numerus="yes">
        <source>%n unread message(s) above</source>
        <translation>
            <numerusform>上方有 %n 条未读消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to the first unread message</source>
        <translation>转到第一条未读消息</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>全部标为已读</translation>
    </message>
</context>
<context>
    <name>UnsentDialog</name>
    <message>
        <source>You are not a member of this room any more. What you wrote there and was not sent is kept here:</source>
        <translation>你已不是这个房间的成员。你写在那里、还没有发出的内容保存在这里：</translation>
    </message>
    <message>
        <source>Join again</source>
        <translation>重新加入</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>Accept the invitation</source>
        <translation>接受邀请</translation>
    </message>
</context>
<context>
    <name>UnsentList</name>
    <message>
        <source>Messages that were not sent</source>
        <translation>未发出的消息</translation>
    </message>
    <message>
        <source>Copy this message</source>
        <translation>复制这条消息</translation>
    </message>
    <message>
        <source>Delete this message</source>
        <translation>删除这条消息</translation>
    </message>
    <message>
        <source>A draft that was not sent.</source>
        <translation>未发送的草稿。</translation>
    </message>
</context>
<context>
    <name>WaitingActions</name>
    <message>
        <source>Edit this message</source>
        <translation>编辑这条消息</translation>
    </message>
    <message>
        <source>Do not send this message</source>
        <translation>不发送这条消息</translation>
    </message>
</context>
<context>
    <name>banter::AccountsModel</name>
    <message>
        <source>Signed out</source>
        <translation>已退出登录</translation>
    </message>
    <message>
        <source>Starting the server on this computer…</source>
        <translation>正在此电脑上启动服务器…</translation>
    </message>
</context>
<context>
    <name>banter::AppModel</name>
    <message>
        <source>The server on this computer cannot save what is said. Its disk may be full or read-only. Nothing that was accepted is lost.</source>
        <translation>这台电脑上的服务器无法保存消息，磁盘可能已满或只读。已接受的内容不会丢失。</translation>
    </message>
</context>
<context>
    <name>banter::CompletionModel</name>
    <message>
        <source>Everybody in this room</source>
        <translation>这个房间里的所有人</translation>
    </message>
</context>
<context>
    <name>banter::ComposerModel</name>
    <message>
        <source>The message that you were changing has been deleted.</source>
        <translation>你正在修改的消息已被删除。</translation>
    </message>
</context>
<context>
    <name>banter::ConnectionModel</name>
    <message>
        <source>Another server than before answers here. Nothing is sent until you say whether it is right.</source>
        <translation>在此应答的不是原来的服务器。在你确认之前，不会发送任何内容。</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>正在重新连接…</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>You&apos;re offline. What you write will be sent when you&apos;re back.</source>
        <translation>你已离线。你写的内容会在恢复连接后发送。</translation>
    </message>
    <message numerus="yes">
        <source>You&apos;re offline. %n message(s) will be sent when you&apos;re back.</source>
        <translation>
            <numerusform>你已离线。恢复连接后将发送 %n 条消息。</numerusform>
        </translation>
    </message>
    <message>
        <source>Your sign-in no longer holds. Everything that is here stays; sign in again to go on.</source>
        <translation>你的登录已失效。这里的内容都会保留；请重新登录以继续。</translation>
    </message>
    <message numerus="yes">
        <source>Your sign-in no longer holds. Sign in again, and %n message(s) will be sent.</source>
        <translation>
            <numerusform>你的登录已失效。重新登录后将发送 %n 条消息。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 What you write will be sent when you&apos;re back.</source>
        <comment>why there is no connection</comment>
        <translation>%1你写的内容会在恢复连接后发送。</translation>
    </message>
    <message numerus="yes">
        <source>%1 %n message(s) will be sent when you&apos;re back.</source>
        <comment>why there is no connection</comment>
        <translation>
            <numerusform>%1%n 条消息会在恢复连接后发送。</numerusform>
        </translation>
    </message>
    <message>
        <source>You&apos;re offline, and nothing is tried any more until you say so. What you write is kept.</source>
        <translation>你已离线，在你要求之前不会再尝试连接。你写的内容会保留。</translation>
    </message>
    <message numerus="yes">
        <source>You&apos;re offline, and nothing is tried any more until you say so. %n message(s) are kept.</source>
        <translation>
            <numerusform>你已离线，在你要求之前不会再尝试连接。%n 条消息已保留。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::EmojiModel</name>
    <message>
        <source>Used lately</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Smileys and feelings</source>
        <translation>笑脸与情感</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Animals and nature</source>
        <translation>动物与自然</translation>
    </message>
    <message>
        <source>Food and drink</source>
        <translation>食物与饮料</translation>
    </message>
    <message>
        <source>Travel and places</source>
        <translation>旅行与地点</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>旗帜</translation>
    </message>
    <message>
        <source>No skin tone</source>
        <translation>不用肤色</translation>
    </message>
    <message>
        <source>Light skin tone</source>
        <translation>浅肤色</translation>
    </message>
    <message>
        <source>Medium-light skin tone</source>
        <translation>中浅肤色</translation>
    </message>
    <message>
        <source>Medium skin tone</source>
        <translation>中等肤色</translation>
    </message>
    <message>
        <source>Medium-dark skin tone</source>
        <translation>中深肤色</translation>
    </message>
    <message>
        <source>Dark skin tone</source>
        <translation>深肤色</translation>
    </message>
</context>
<context>
    <name>banter::FindModel</name>
    <message>
        <source>%1, %2</source>
        <comment>a day, a time of day</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>banter::IdentityModel</name>
    <message>
        <source>Speaks: %1</source>
        <translation>协议：%1</translation>
    </message>
    <message>
        <source>Speaks: %1, found automatically</source>
        <translation>协议：%1（自动识别）</translation>
    </message>
</context>
<context>
    <name>banter::LinkGuide</name>
    <message>
        <source>The link leads to the room %1, and you are not in it.</source>
        <translation>此链接指向房间 %1，而你不在其中。</translation>
    </message>
</context>
<context>
    <name>banter::MembershipModel</name>
    <message>
        <source>You will join %1 when you&apos;re back online.</source>
        <translation>恢复在线后将加入 %1。</translation>
    </message>
    <message>
        <source>You will leave %1 when you&apos;re back online.</source>
        <translation>恢复在线后将退出 %1。</translation>
    </message>
</context>
<context>
    <name>banter::OutboxModel</name>
    <message>
        <source>A message is to be deleted.</source>
        <translation>有一条消息等待删除。</translation>
    </message>
    <message>
        <source>The message was changed elsewhere meanwhile.</source>
        <translation>这条消息已在别处被修改。</translation>
    </message>
    <message>
        <source>A reaction: %1</source>
        <translation>一个回应：%1</translation>
    </message>
    <message>
        <source>A reaction less: %1</source>
        <translation>收回一个回应：%1</translation>
    </message>
</context>
<context>
    <name>banter::OwnAccountModel</name>
    <message>
        <source>That is not your present password.</source>
        <translation>这不是你当前的密码。</translation>
    </message>
    <message>
        <source>Unknown program</source>
        <translation>未知程序</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>此设备</translation>
    </message>
    <message>
        <source>Connected now</source>
        <translation>现在已连接</translation>
    </message>
</context>
<context>
    <name>banter::OwnPresenceModel</name>
    <message>
        <source>Your status will be told when you&apos;re back online.</source>
        <translation>你的状态会在恢复联网后公布。</translation>
    </message>
</context>
<context>
    <name>banter::ReactingModel</name>
    <message numerus="yes">
        <source>There are %n different reaction(s) under this message already, which is the most.</source>
        <translation>
            <numerusform>这条消息下已有 %n 种不同的回应，不能再多了。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::RecordingModel</name>
    <message>
        <source>The recording could not be saved: %1</source>
        <translation>无法保存记录：%1</translation>
    </message>
</context>
<context>
    <name>banter::SessionModel</name>
    <message>
        <source>There is nobody of that name on this server.</source>
        <translation>此服务器上没有这个名字的人。</translation>
    </message>
    <message>
        <source>They declined lately, or too many invitations wait for an answer. Try again another day.</source>
        <translation>对方最近谢绝过，或者等待答复的邀请太多。请改天再试。</translation>
    </message>
    <message>
        <source>%1 invites you to %2.</source>
        <comment>a person, a room</comment>
        <translation>%1 邀请你加入 %2。</translation>
    </message>
    <message>
        <source>Your password was changed.</source>
        <translation>密码已更改。</translation>
    </message>
</context>
<context>
    <name>banter::SignInAgainModel</name>
    <message>
        <source>The password is wrong.</source>
        <translation>密码不正确。</translation>
    </message>
</context>
<context>
    <name>banter::SpokenModel</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Banter</source>
        <translation>Banter</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>频道</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Rooms over Socket.IO</source>
        <translation>房间（Socket.IO）</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>聊天</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Profile file…</source>
        <translation>配置文件…</translation>
    </message>
    <message>
        <source>Banter finds out what the server speaks.</source>
        <translation>由 Banter 识别服务器使用的协议。</translation>
    </message>
    <message>
        <source>A server of this program.</source>
        <translation>本程序的服务器。</translation>
    </message>
    <message>
        <source>Plain WebSocket: channels, and who is there.</source>
        <translation>普通 WebSocket：频道以及在场的人。</translation>
    </message>
    <message>
        <source>Plain WebSocket: rooms with receipts, typing and pointers.</source>
        <translation>普通 WebSocket：带回执、输入提示和指针的房间。</translation>
    </message>
    <message>
        <source>Socket.IO: rooms with typing and pointers.</source>
        <translation>Socket.IO：带输入提示和指针的房间。</translation>
    </message>
    <message>
        <source>Socket.IO: chats with receipts.</source>
        <translation>Socket.IO：带回执的聊天。</translation>
    </message>
    <message>
        <source>A stream of notices to read; nothing can be sent.</source>
        <translation>只能阅读的通知流，无法发送。</translation>
    </message>
    <message>
        <source>A file describes what the server speaks.</source>
        <translation>由文件描述服务器使用的协议。</translation>
    </message>
    <message>
        <source>Password or token</source>
        <translation>密码或令牌</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>A token, or a cookie as NAME=VALUE. Leave it empty where none is asked for.</source>
        <translation>令牌，或“名称=值”形式的 Cookie。服务器不要求时请留空。</translation>
    </message>
    <message>
        <source>Leave it empty where none is asked for.</source>
        <translation>服务器不要求时请留空。</translation>
    </message>
    <message>
        <source>Your name as this server shows it.</source>
        <translation>你在此服务器上显示的名称。</translation>
    </message>
</context>
<context>
    <name>banter::StartModel</name>
    <message>
        <source>Starting the server on this computer…</source>
        <translation>正在此电脑上启动服务器…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Creating the account…</source>
        <translation>正在创建账号…</translation>
    </message>
    <message>
        <source>That is no server address. Write it like chat.example.org or ws://127.0.0.1:7788.</source>
        <translation>这不是服务器地址。请写成 chat.example.org 或 ws://127.0.0.1:7788 的形式。</translation>
    </message>
    <message>
        <source>Enter your name.</source>
        <translation>请输入名称。</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>A password has at least %1 characters.</source>
        <translation>密码至少要有 %1 个字符。</translation>
    </message>
    <message>
        <source>Choose the profile file of this server.</source>
        <translation>请选择此服务器的配置文件。</translation>
    </message>
    <message>
        <source>The profile cannot be used: %1</source>
        <translation>无法使用该配置文件：%1</translation>
    </message>
    <message>
        <source>The server does not accept this token.</source>
        <translation>服务器不接受此令牌。</translation>
    </message>
    <message>
        <source>This server does not take that name. Choose another one.</source>
        <translation>此服务器不接受这个名字，请换一个。</translation>
    </message>
    <message>
        <source>That code is wrong, or was used already.</source>
        <translation>邀请码不正确，或已被使用。</translation>
    </message>
    <message>
        <source>This server takes new people only with an invitation code. Ask somebody who is there for one.</source>
        <translation>此服务器只接受持有邀请码的新成员。请向已加入的人索取。</translation>
    </message>
    <message>
        <source>This server takes no new people. Ask whoever runs it for an account.</source>
        <translation>此服务器不接受新成员。请向服务器的管理者申请账号。</translation>
    </message>
    <message>
        <source>This account is signed in here already.</source>
        <translation>此账号已在此处登录。</translation>
    </message>
</context>
<context>
    <name>banter::TextRules</name>
    <message>
        <source>A name has at most %1 characters; these are %2.</source>
        <translation>名字最多 %1 个字符，现在有 %2 个。</translation>
    </message>
    <message>
        <source>A name has no spaces. Put a dot or a hyphen in their place.</source>
        <translation>名字中不能有空格，可用点或连字符代替。</translation>
    </message>
    <message>
        <source>A name has at least one letter or digit.</source>
        <translation>名字中至少要有一个字母或数字。</translation>
    </message>
    <message>
        <source>A name holds letters, digits, dots, hyphens and underscores, but not %1.</source>
        <translation>名字可以包含字母、数字、点、连字符和下划线，但不能包含 %1。</translation>
    </message>
    <message>
        <source>A room&apos;s name has at most %1 characters; these are %2.</source>
        <translation>聊天室名称最多 %1 个字符，现在有 %2 个。</translation>
    </message>
    <message>
        <source>A room&apos;s name has no two spaces in a row.</source>
        <translation>聊天室名称中不能有连续的空格。</translation>
    </message>
    <message>
        <source>A room&apos;s name has at least one letter or digit.</source>
        <translation>聊天室名称中至少要有一个字母或数字。</translation>
    </message>
    <message>
        <source>A room&apos;s name holds letters, digits, spaces, dots, hyphens and underscores, but not %1.</source>
        <translation>聊天室名称可以包含字母、数字、空格、点、连字符和下划线，但不能包含 %1。</translation>
    </message>
    <message>
        <source>A status text has at most %1 characters; these are %2.</source>
        <translation>状态文字最多 %1 个字符，现在有 %2 个。</translation>
    </message>
    <message>
        <source>A status text may not hold %1.</source>
        <translation>状态文字中不能包含 %1。</translation>
    </message>
    <message>
        <source>This password is too long.</source>
        <translation>密码太长。</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>至少 %n 个字符。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more character(s) needed.</source>
        <translation>
            <numerusform>还需要 %n 个字符。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::TimelineModel</name>
    <message>
        <source>It is not known whether this arrived.</source>
        <translation>不知道这条消息是否已送达。</translation>
    </message>
    <message>
        <source>Not deleted: %1</source>
        <comment>why</comment>
        <translation>未能删除：%1</translation>
    </message>
    <message>
        <source>Your change waits to be sent.</source>
        <translation>你的修改正在等待发送。</translation>
    </message>
    <message>
        <source>Not yet deleted for the others.</source>
        <translation>其他人那里尚未删除。</translation>
    </message>
    <message>
        <source>This was changed elsewhere while you were changing it.</source>
        <translation>你修改这条消息时，它已在别处被修改。</translation>
    </message>
    <message>
        <source>Not changed: %1</source>
        <comment>why</comment>
        <translation>未能修改：%1</translation>
    </message>
    <message>
        <source>The message has been deleted.</source>
        <translation>这条消息已被删除。</translation>
    </message>
    <message>
        <source>Your %1 was not added: %2</source>
        <comment>a reaction, why</comment>
        <translation>你的 %1 没有添加：%2</translation>
    </message>
    <message>
        <source>Your %1 was not taken away: %2</source>
        <comment>a reaction, why</comment>
        <translation>你的 %1 没有收回：%2</translation>
    </message>
    <message>
        <source>You</source>
        <comment>have reacted</comment>
        <translation>你</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <comment>people who have reacted</comment>
        <translation>
            <numerusform>另外 %n 人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::TypingModel</name>
    <message>
        <source>%1 is typing…</source>
        <translation>%1 正在输入…</translation>
    </message>
    <message>
        <source>%1 and %2 are typing…</source>
        <translation>%1 和 %2 正在输入…</translation>
    </message>
    <message>
        <source>%1, %2 and %3 are typing…</source>
        <translation>%1、%2 和 %3 正在输入…</translation>
    </message>
    <message>
        <source>Several people are typing…</source>
        <translation>多人正在输入…</translation>
    </message>
</context>
</TS>
