// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// The chat of socket.io's own "get started": one room, "chat message" with a text, which everybody gets, the sender too.
const { Server } = require("socket.io");
const { httpServer, listen, options } = require("./common");

const { port, ...settings } = options;
const server = httpServer((request, response) => response.writeHead(404).end());
const io = new Server(server, settings);

io.on("connection", (socket) => {
  socket.on("chat message", (msg) => {
    io.emit("chat message", msg);
  });
});

listen(server);
