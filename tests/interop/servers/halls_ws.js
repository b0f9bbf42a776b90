// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// The server that PROFILES.md describes as the larger one, on the package ws: an event to sign in, halls, and who is
// there and what was said before as soon as one enters. Options: past: {HALL: [BODY...]}; by: what its entries have as
// their author, anything that JSON can say; without it they have none, and no numbers.
const { WebSocketServer } = require("ws");
const { httpServer, listen, options, say } = require("./common");

const server = httpServer((request, response) => response.writeHead(404).end());
const wss = new WebSocketServer({ server });
const halls = new Map();
const past = new Map();
let number = 0;

const send = (peer, frame) => peer.readyState === 1 && peer.send(JSON.stringify(frame));
const everybody = (hall, frame) => (halls.get(hall) || []).forEach((peer) => send(peer, frame));
const entry = (body) => ("by" in options ? { by: { nick: options.by }, body } : { body });

for (const [hall, bodies] of Object.entries(options.past || {})) past.set(hall, bodies.map(entry));

const enter = (peer, hall) => {
  if (hall === "vault") return send(peer, { op: "oops", why: "Forbidden hall", hall });
  if (!halls.has(hall)) halls.set(hall, new Set());
  everybody(hall, { op: "came", hall, nick: peer.nick });
  halls.get(hall).add(peer);
  const who = [...halls.get(hall)].map(({ nick }) => ({ nick, mood: "here" }));
  send(peer, { op: "entered", hall, who, past: past.get(hall) || [] });
};
const exit = (peer, hall) => {
  if (halls.get(hall)?.delete(peer)) everybody(hall, { op: "went", hall, nick: peer.nick });
};
const tell = (peer, { hall, body, ref }) => {
  const when = Math.floor(Date.now() / 1000);
  const said = { op: "said", hall, by: { nick: peer.nick }, body, no: ++number, when };
  const known = "by" in options || !options.past ? { by: said.by, body, no: said.no, when } : { body };
  past.set(hall, [...(past.get(hall) || []), known]);
  say("said", { body });
  for (const one of halls.get(hall) || []) send(one, one === peer ? { ...said, ref } : said);
};

wss.on("connection", (peer) => {
  peer.on("message", (data) => {
    const frame = JSON.parse(data);
    if (frame.op === "login") {
      if (frame.pass === "bad") return send(peer, { op: "nope", why: "Wrong pass" });
      peer.nick = frame.nick;
      send(peer, { op: "hi", you: { nick: peer.nick } });
    } else if (!peer.nick) {
      send(peer, { op: "oops", why: "Log in first" });
    } else if (frame.op === "enter") enter(peer, frame.hall);
    else if (frame.op === "exit") exit(peer, frame.hall);
    else if (frame.op === "say") tell(peer, frame);
  });
  peer.on("close", () => halls.forEach((_, hall) => exit(peer, hall)));
});
listen(server);
