// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// The vocabulary `chats`: Socket.IO acknowledgements as verdicts, a token in the CONNECT packet, typing, presence by
// status, notices. Options: transports, pingInterval, pingTimeout, recovery;
//   namespace: "/chat" in place of the default one; notifications: "/notifications" carries the notices; sender: the
//   author's field is called so; noChatId, noCreatedAt: those fields are left out; failing: a text that is refused;
//   silent: a text that is never acknowledged; rate; redis, streams as in rooms_socketio.js.
const { Server } = require("socket.io");
const { httpServer, listen, options, say } = require("./common");
const { joinNodes } = require("./cluster");

const { port, namespace, notifications, sender, noChatId, noCreatedAt, failing, silent, rate, redis, streams, recovery,
  ...settings } = options;
const server = httpServer((request, response) => response.writeHead(404).end());
const io = new Server(server, {
  pingInterval: 25000,
  pingTimeout: 60000,
  ...(recovery ? { connectionStateRecovery: {} } : {}),
  ...settings,
});
const chats = io.of(namespace || "/");
const notices = notifications ? io.of("/notifications") : chats;

const authenticate = (socket, next) => {
  const { token } = socket.handshake.auth;
  if (typeof token !== "string" || token === "" || token === "bad") return next(new Error("Authentication failed"));
  socket.data.user = token.replace(/^token-/, "");
  next();
};
chats.use(authenticate);
if (notices !== chats) notices.use(authenticate);

let lastId = 0;
const node = process.pid;
chats.on("connection", (socket) => {
  const user = socket.data.user;
  say("connected", { user, recovered: socket.recovered });
  chats.emit("presence:update", { userId: user, status: "online" });

  socket.on("chat:join", ({ chatId }) => socket.join(chatId));
  socket.on("chat:leave", ({ chatId }) => socket.leave(chatId));

  let sent = [];
  socket.on("message:send", ({ chatId, content }, ack = () => {}) => {
    if (content === silent) return;
    if (content === failing) return ack({ success: false, error: "Message refused" });
    if (rate) {
      sent = sent.filter((at) => at > Date.now() - 1000);
      if (sent.length >= rate) return ack({ success: false, error: "Rate limit exceeded" });
      sent.push(Date.now());
    }
    const message = { id: `${node}-${++lastId}`, content };
    message[sender ? "sender" : "userId"] = user;
    if (!noChatId) message.chatId = chatId;
    if (!noCreatedAt) message.createdAt = new Date().toISOString();
    chats.to(chatId).emit("message:new", message);
    ack({ success: true, messageId: message.id });
    if (content.startsWith("notify ")) notices.emit("notification", { id: message.id, message: content.slice(7) });
  });

  socket.on("typing:start", ({ chatId }) => socket.to(chatId).emit("typing:user", { chatId, userId: user, name: user }));
  socket.on("typing:stop", ({ chatId }) => socket.to(chatId).emit("typing:stop", { chatId, userId: user }));
  socket.on("disconnect", () => chats.emit("presence:update", { userId: user, status: "offline" }));
});

joinNodes(io, { redis, streams }).then(() => listen(server));
