// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// The vocabulary of Server-Sent Events: GET /notices is the stream, POST /notices with {message} tells all who listen.
// Nothing but Node's own http. Options: token: the bearer token, or cookie: "NAME=VALUE"; lateRefusal: says so in the
// stream and not by 401; heartbeat: ms between comments, 30000 unless said; retry: ms; silent: no greeting; unnamed:
// the kind of an event is inside its data; log: a file that keeps what was said over restarts; over: answers 204; every: the
// stream is at every path; few: each stream ends in order after so many notices.
const fs = require("fs");
const { httpServer, listen, options, say } = require("./common");

const { token, cookie, lateRefusal, heartbeat, retry, silent, unnamed, log, over, every, few } = options;
const told = log && fs.existsSync(log) ? JSON.parse(fs.readFileSync(log, "utf8")) : [];
const listening = new Set();

const allowed = (request) =>
  cookie ? request.headers.cookie === cookie : !token || request.headers.authorization === `Bearer ${token}`;

const write = (response, { id, message }) => {
  const data = unnamed ? { type: "notification", id, message } : { id, message };
  if (response.writableEnded) return;
  response.write(`${unnamed ? "" : "event: notification\n"}id: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  response.told = (response.told || 0) + 1;
  if (response.told === few) response.end();
};

const stream = (request, response) => {
  if (over) return response.writeHead(204).end();
  const knows = Number(request.headers["last-event-id"] || 0);
  say("asked", { lastEventId: knows, allowed: allowed(request) });
  if (!allowed(request) && !lateRefusal) return response.writeHead(401).end("Unauthorized");
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
  if (!allowed(request)) return response.end('event: error\ndata: {"message":"Unauthorized"}\n\n');
  if (retry) response.write(`retry: ${retry}\n\n`);
  if (!silent) response.write('data: {"type":"connected"}\n\n');
  response.flushHeaders();
  if (knows > 0) told.filter(({ id }) => id > knows).forEach((notice) => write(response, notice));
  listening.add(response);
  request.on("close", () => listening.delete(response));
};

const post = (request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    const notice = { id: told.length + 1, message: JSON.parse(body).message };
    told.push(notice);
    if (log) fs.writeFileSync(log, JSON.stringify(told));
    listening.forEach((listener) => write(listener, notice));
    response.writeHead(204).end();
  });
};

setInterval(() => listening.forEach((response) => response.write(": heartbeat\n\n")), heartbeat || 30000).unref();

const server = httpServer((request, response) => {
  if (request.url !== "/notices" && !every) return response.writeHead(404).end();
  if (request.method === "GET") return stream(request, response);
  if (request.method === "POST") return post(request, response);
  response.writeHead(405, { Allow: "GET, POST" }).end();
});
listen(server);
