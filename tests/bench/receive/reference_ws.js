// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// The receive path of node's ws with JSON.parse: messages a second, and a second of its CPU time. reference_ws.js PORT PIECES
const { createRequire } = require("module");
const path = require("path");
const WebSocket = createRequire(path.join(__dirname, "../../interop/servers/"))("ws");

const [port, pieces] = process.argv.slice(2).map(Number);
const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
const say = (frame) => socket.send(JSON.stringify(frame));
let count = 0;
let characters = 0;
let began;
let cpu;
const hear = (frame) => {
  if (frame.type === "subscribed") {
    began = process.hrtime.bigint();
    cpu = process.cpuUsage();
    say({ type: "message", channel: "general", content: `flood ${pieces}` });
  } else if (frame.type === "message" && frame.content !== "done") {
    count++;
    characters += frame.channel.length + frame.content.length + frame.sender.length;
  } else if (frame.type === "message") {
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    if (count !== pieces * 1000 || characters === 0) throw new Error(`${count} messages`);
    const { user, system } = process.cpuUsage(cpu);
    console.log(Math.round(count / seconds), Math.round((count * 1e6) / (user + system)));
    socket.close();
  }
};
socket.on("open", () => say({ type: "subscribe", channel: "general" }));
socket.on("message", (data) => hear(JSON.parse(data)));
