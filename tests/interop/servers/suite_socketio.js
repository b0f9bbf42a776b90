// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// The server that Socket.IO's protocol suite is run against, with the package as it is: echoes, acknowledgements,
// attachments, namespaces. Options: those of the package, blockWebSocket (a proxy that refuses upgrades),
// swallowWebSocket (one that never answers them), closeAfterMs (each session is ended by the server), sidChars, open
// (fields of the open packet that say something else than the server does).
const { Server } = require("socket.io");
const { httpServer, listen, options, say } = require("./common");

const { port, blockWebSocket, swallowWebSocket, closeAfterMs, sidChars, open, ...settings } = options;
const server = httpServer((request, response) => response.writeHead(404).end());
const io = new Server(server, { pingInterval: 25000, pingTimeout: 20000, ...settings });

if (blockWebSocket || swallowWebSocket) {
  server.removeAllListeners("upgrade");
  server.on("upgrade", (request, socket) => {
    say("upgrade", {});
    socket.on("error", () => {});
    if (blockWebSocket) socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
  });
}

let sessions = 0;
if (sidChars) io.engine.generateId = () => String(++sessions).padStart(sidChars, "x");
if (open) {
  const { Socket } = require("engine.io");
  const sendPacket = Socket.prototype.sendPacket;
  Socket.prototype.sendPacket = function (type, data, ...rest) {
    const said = type === "open" ? JSON.stringify({ ...JSON.parse(data), ...open }) : data;
    return sendPacket.call(this, type, said, ...rest);
  };
}
io.engine.on("connection", (socket) => {
  say("engine", { transport: socket.transport.name });
  socket.on("upgrade", (transport) => say("upgraded", { transport: transport.name }));
  socket.on("heartbeat", () => say("heartbeat", {}));
  socket.on("close", (reason) => say("closed", { reason }));
  if (closeAfterMs) setTimeout(() => socket.close(), closeAfterMs);
});

const serve = (socket) => {
  say("connected", { recovered: socket.recovered, auth: socket.handshake.auth, namespace: socket.nsp.name });
  socket.emit("auth", socket.handshake.auth);
  socket.on("message", (...args) => socket.emit("message-back", ...args));
  socket.on("message-with-ack", (...args) => args.pop()(...args));
  socket.on("never-acked", () => {});
  socket.on("question", (...args) => {
    socket.timeout(5000).emit("answer-me", ...args, (error, ...answer) => socket.emit("answered", !error, ...answer));
  });
  socket.on("question-in-vain", () => {
    socket.timeout(200).emit("answer-me", (error) => socket.emit("answered", !error));
  });
  socket.on("burst", (count) => {
    for (let i = 0; i < count; i++) socket.emit("burst", i);
  });
  socket.on("join", (room) => socket.join(room));
  socket.on("to", (room, ...args) => io.to(room).emit("room-message", ...args));
  socket.on("kick", () => socket.disconnect(false));
  socket.on("drop", () => socket.conn.close());
  socket.on("tear", () => socket.conn.transport.socket?._socket?.destroy());
  socket.on("disconnect", (reason) => say("disconnected", { reason }));
};
io.on("connection", serve);
io.of("/custom").on("connection", serve);
io.of("/guarded")
  .use((socket, next) => {
    if (socket.handshake.auth.token === "good") return next();
    const error = new Error("Authentication failed");
    error.data = { code: 7 };
    next(error);
  })
  .on("connection", serve);

listen(server);
