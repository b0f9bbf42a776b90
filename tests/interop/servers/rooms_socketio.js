// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// The vocabulary `rooms` over Socket.IO: rooms with a join that is confirmed, messages by broadcast, presence as a list
// and differences, typing, cursors, a rate limit. Options: transports, pingInterval, pingTimeout, recovery;
//   plainText: a message is broadcast as its text alone; content: its text is called so; subscribe: subscribe and
//   unsubscribe in place of join-room and leave-room; denied: a room that nobody may enter; rate: messages a second;
//   redis, streams: a URL of a Redis that joins several nodes, over pub/sub or over a stream.
const { Server } = require("socket.io");
const { httpServer, listen, options, say } = require("./common");
const { joinNodes } = require("./cluster");

const { port, plainText, content, subscribe, denied, rate, redis, streams, recovery, ...settings } = options;
const server = httpServer((request, response) => response.writeHead(404).end());
const io = new Server(server, {
  pingInterval: 25000,
  pingTimeout: 20000,
  ...(recovery ? { connectionStateRecovery: {} } : {}),
  ...settings,
});

let lastId = 0;
const node = process.pid;
const messageOf = (userId, roomId, text) => {
  if (plainText) return text;
  const message = { id: `${node}-${++lastId}`, userId, roomId, timestamp: Date.now() };
  message[content ? "content" : "text"] = text;
  return message;
};

const tooFast = (socket) => {
  if (!rate) return false;
  const now = Date.now();
  const sent = (socket.data.sent || []).filter((at) => at > now - 1000);
  const over = sent.length >= rate;
  if (!over) sent.push(now);
  socket.data.sent = sent;
  return over;
};

io.use((socket, next) => {
  const user = socket.handshake.auth.user || socket.handshake.auth.userId || socket.handshake.query.user;
  if (socket.handshake.auth.token === "bad") return next(new Error("Authentication failed"));
  socket.data.user = user || socket.handshake.auth.token || `guest-${socket.id}`;
  next();
});

const userOf = (other) => ({ id: other.data.user, name: other.data.user });

io.on("connection", (socket) => {
  const user = socket.data.user;
  say("connected", { user, recovered: socket.recovered });

  const join = async ({ roomId }) => {
    if (roomId === denied) return socket.emit("error", { message: "Access denied" });
    await socket.join(roomId);
    socket.emit("room-joined", { roomId });
    socket.to(roomId).emit("user-joined", { userId: user, roomId });
  };
  const leave = ({ roomId }) => {
    socket.leave(roomId);
    socket.to(roomId).emit("user-left", { userId: user, roomId });
  };
  socket.on(subscribe ? "subscribe" : "join-room", join);
  socket.on(subscribe ? "unsubscribe" : "leave-room", leave);

  socket.on("send-message", ({ roomId, message }) => {
    if (typeof message !== "string" || message.length < 1 || message.length > 1000) {
      return socket.emit("error", { message: "Message must have 1 to 1000 characters" });
    }
    if (tooFast(socket)) return socket.emit("error", { message: "Rate limit exceeded" });
    io.to(roomId).emit("new-message", messageOf(user, roomId, message));
  });

  socket.on("presence:join", async ({ channelId }) => {
    await socket.join(`presence:${channelId}`);
    const others = await io.in(`presence:${channelId}`).fetchSockets();
    socket.emit("presence:sync", others.map(userOf));
    socket.to(`presence:${channelId}`).emit("presence:join", userOf(socket));
  });
  socket.on("presence:leave", ({ channelId }) => {
    socket.leave(`presence:${channelId}`);
    socket.to(`presence:${channelId}`).emit("presence:leave", { userId: user });
  });

  for (const event of ["typing:start", "typing:stop"]) {
    socket.on(event, ({ chatId }) => socket.to(chatId).emit(event, { chatId, userId: user }));
  }
  socket.on("cursor:move", ({ documentId, x, y }) => {
    socket.to(documentId).volatile.emit("cursor:move", { userId: user, x, y, color: "#336699" });
  });
  socket.on("cursor:leave", ({ documentId }) => socket.to(documentId).emit("cursor:leave", { userId: user }));

  socket.on("disconnecting", () => {
    for (const room of socket.rooms) {
      if (room.startsWith("presence:")) socket.to(room).emit("presence:leave", { userId: user });
      else if (room !== socket.id) socket.to(room).emit("user-left", { userId: user, roomId: room });
    }
  });
});

joinNodes(io, { redis, streams }).then(() => listen(server));
