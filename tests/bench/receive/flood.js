// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// A real socket.io server that floods whoever asks. The frames are made once and written in large pieces, as a busy
// server's are by the time they reach a client, so that the client is what is measured: flood.js PORT.
const { createRequire } = require("module");
const path = require("path");
const { createServer } = require("http");
const { Server } = createRequire(path.join(__dirname, "../../interop/servers/"))("socket.io");

const Distinct = 1000;
const frameOf = (text) => {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.from([0x81, 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, body]);
};
const piece = Buffer.concat(
  Array.from({ length: Distinct }, (_, i) => {
    const message = { id: `m${100000 + i}`, chatId: "general", content: `message ${i}, of about the usual length of one`,
      userId: `user-${i % 40}`, createdAt: 1700000000000 + i };
    return frameOf("42" + JSON.stringify(["message:new", message]));
  })
);

const server = createServer();
const io = new Server(server, { transports: ["websocket"], perMessageDeflate: false });
io.on("connection", (socket) => {
  socket.on("flood", (pieces) => {
    const raw = socket.conn.transport.socket._socket;
    const write = () => {
      while (pieces > 0) {
        pieces--;
        if (!raw.write(piece)) return raw.once("drain", write);
      }
      socket.emit("done");
    };
    write();
  });
});
server.listen(Number(process.argv[2] || 0), "127.0.0.1", () => console.log(`listening ${server.address().port}`));
