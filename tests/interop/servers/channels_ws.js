// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// The vocabulary `channels` on the package ws: one JSON object a frame, the whole list of who is there at every change,
// messages to everybody, the sender too. Options:
//   path: one room, given by the address' path (/chat, /chat/ROOM), whose frames name no channel; text: a message's
//   content is called so, and nothing else is taken for it; picky: an unknown type is an error; verbatim: a message is
//   passed on as it came, without a sender; stamp: "timestamp" or "ts", in ms; firstFrame: the token comes in a frame
//   {type:"auth", token}; denied: a channel that nobody may enter; deaf: subscriptions are not confirmed; swallow: a text
//   that is not passed on; pingInterval: the protocol's ping, ms; garbage: every subscription is followed by frames that
//   make no sense; strict: who brings no token is refused with 401 at the handshake; odd: JSON that stands in every
//   message beside the rest; rewrites: texts are trimmed, composed, and have CR LF.
const { WebSocketServer } = require("ws");
const { httpServer, listen, options, say } = require("./common");

const { path, text, picky, verbatim, stamp, firstFrame, denied, deaf, swallow, pingInterval, garbage, strict, odd, rewrites } = options;
const server = httpServer((request, response) => response.writeHead(404).end());
const tokenOf = (request) => new URL(request.url, "http://h").searchParams.get("token");
const wss = new WebSocketServer({ server, verifyClient: ({ req }) => !strict || Boolean(tokenOf(req)) });
const rooms = new Map();

const send = (peer, frame) => peer.readyState === 1 && peer.send(JSON.stringify(frame));
const everybody = (channel, frame) => {
  for (const peer of rooms.get(channel) || []) send(peer, frame);
};
const presence = (channel) => {
  const users = [...new Set([...(rooms.get(channel) || [])].map((peer) => peer.user))];
  everybody(channel, path ? { type: "presence", users } : { type: "presence", channel, users });
};
const enter = (peer, channel) => {
  if (!rooms.has(channel)) rooms.set(channel, new Set());
  rooms.get(channel).add(peer);
  peer.channels.add(channel);
};
const leave = (peer, channel) => {
  if (rooms.get(channel)?.delete(peer)) presence(channel);
  peer.channels.delete(channel);
};

const nonsense = [
  "no json", "[]", "7", '"text"', "{}", '{"type":7}', '{"type":"message"}', '{"type":"message","channel":[],"content":{}}',
  '{"type":"presence","channel":"lobby","users":{}}', '{"type":"presence","channel":"lobby","users":[[],{},null,7]}',
  '{"type":"never-heard-of"}', '{"type":"message","channel":"elsewhere","content":"x","sender":"y"}', "\u0000", "{",
];

const hear = (peer, frame) => {
  const { type, channel } = frame;
  const room = path ? peer.only : channel;
  if (type === "ping") return send(peer, { type: "pong" });
  if (type === "subscribe") {
    if (channel === denied) return send(peer, { type: "error", message: "Access denied" });
    enter(peer, channel);
    if (!deaf) send(peer, { type: "subscribed", channel });
    presence(channel);
    if (garbage) for (const one of nonsense) peer.send(one);
    if (garbage) peer.send(Buffer.from([1, 2, 3]));
  } else if (type === "unsubscribe") {
    leave(peer, channel);
  } else if (type === "message") {
    const member = text ? "text" : "content";
    const content = frame[member];
    if (typeof content !== "string") return send(peer, { type: "error", message: `${member} is required` });
    say("message", { content, user: peer.user });
    if (content === swallow) return;
    if (verbatim) return everybody(room, frame);
    const message = { type: "message", sender: peer.user };
    if (!path) message.channel = channel;
    message[member] = rewrites ? content.trim().normalize("NFC").replace(/\n/g, "\r\n") : content;
    if (stamp) message[stamp] = 1700000000000;
    if (!odd) return everybody(room, message);
    for (const one of rooms.get(room) || []) one.send(JSON.stringify(message).slice(0, -1) + `,${odd}}`);
  } else if (picky) {
    send(peer, { type: "error", message: `Unknown message type: ${type}` });
  }
};

const userOf = (token) => (token && token !== "bad" ? token.replace(/^token-/, "") : null);
const welcome = (peer, user) => {
  if (!user) return peer.close(4001, "Unauthorized");
  peer.user = user;
  say("connected", { user });
  if (path) {
    enter(peer, peer.only);
    presence(peer.only);
  }
};

wss.on("connection", (peer, request) => {
  const url = new URL(request.url, "http://h");
  peer.channels = new Set();
  peer.only = decodeURIComponent(url.pathname.split("/")[2] || "chat");
  peer.alive = true;
  peer.on("pong", () => (peer.alive = true));
  peer.on("message", (data) => {
    const frame = JSON.parse(data);
    if (!peer.user) return welcome(peer, frame.type === "auth" ? userOf(frame.token) : null);
    hear(peer, frame);
  });
  peer.on("close", () => [...peer.channels].forEach((channel) => leave(peer, channel)));
  if (!firstFrame) welcome(peer, userOf(tokenOf(request)));
});

setInterval(() => {
  for (const peer of wss.clients) {
    if (!peer.alive) {
      peer.terminate();
      continue;
    }
    peer.alive = false;
    peer.ping();
  }
}, pingInterval || 30000).unref();

listen(server);
