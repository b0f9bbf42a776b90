// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// What every server here shares: options as JSON in the first argument, a line on stdout once it listens.
const http = require("http");

exports.options = process.argv[2] ? JSON.parse(process.argv[2]) : {};

// Prints "listening PORT" and ends with the test that started it: its stdin closes even when it was killed.
exports.listen = (server) => {
  server.listen(exports.options.port || 0, "127.0.0.1", () => {
    console.log(`listening ${server.address().port}`);
  });
  process.stdin.on("end", () => process.exit(0));
  process.stdin.resume();
};

exports.httpServer = (handler) => http.createServer(handler);

// For the tests that look at what the server saw.
exports.say = (event, fields) => console.log(JSON.stringify({ event, ...fields }));
