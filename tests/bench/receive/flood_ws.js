// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// A real ws server of the vocabulary `channels` that floods whoever says {type:"message", content:"flood N"}: N pieces of
// a thousand frames, made once and written in large pieces, then one message "done". flood_ws.js PORT
const { createRequire } = require("module");
const path = require("path");
const { WebSocketServer } = createRequire(path.join(__dirname, "../../interop/servers/"))("ws");

const Distinct = 1000;
const frameOf = (text) => {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.from([0x81, 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, body]);
};
const messageOf = (i) => JSON.stringify({ type: "message", channel: "general",
  content: `message ${i}, of about the usual length of one`, sender: `user-${i % 40}`, timestamp: 1700000000000 + i });
const piece = Buffer.concat(Array.from({ length: Distinct }, (_, i) => frameOf(messageOf(i))));

const server = new WebSocketServer({ port: Number(process.argv[2] || 0), host: "127.0.0.1", perMessageDeflate: false });
server.on("connection", (peer) => {
  peer.on("message", (data) => {
    const { type, channel, content } = JSON.parse(data);
    if (type === "subscribe") return peer.send(JSON.stringify({ type: "subscribed", channel }));
    if (type !== "message") return;
    let pieces = Number(content.split(" ")[1]);
    const write = () => {
      while (pieces > 0) {
        pieces--;
        if (!peer._socket.write(piece)) return peer._socket.once("drain", write);
      }
      peer.send(JSON.stringify({ type: "message", channel, content: "done", sender: "server" }));
    };
    write();
  });
});
server.on("listening", () => console.log(`listening ${server.address().port}`));
