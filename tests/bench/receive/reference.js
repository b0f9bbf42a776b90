// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// The receive path of socket.io-client: messages a second, and a second of its CPU time. reference.js PORT PIECES
const { createRequire } = require("module");
const path = require("path");
const { io } = createRequire(path.join(__dirname, "../../interop/servers/"))("socket.io-client");

const [port, pieces] = process.argv.slice(2).map(Number);
const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], reconnection: false });
let count = 0;
let characters = 0;
let began;
let cpu;
socket.on("message:new", (message) => {
  count++;
  characters += message.id.length + message.content.length + message.userId.length;
});
socket.on("connect", () => {
  began = process.hrtime.bigint();
    cpu = process.cpuUsage();
  socket.emit("flood", pieces);
});
socket.on("done", () => {
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (count !== pieces * 1000 || characters === 0) throw new Error(`${count} messages`);
  const { user, system } = process.cpuUsage(cpu);
    console.log(Math.round(count / seconds), Math.round((count * 1e6) / (user + system)));
  socket.close();
});
