// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// The vocabulary `rooms` on the package ws: acknowledgements by temporary id, presence as a list and differences, typing,
// cursors, a heartbeat of the application. Options:
//   noRoom: no frame names its room; noAck: messages are not acknowledged; late: an acknowledgement comes after the
//   message itself; failing: a text that is refused; rate: messages a second; denied: a room that nobody may enter;
//   unconfirmed: joins are not confirmed; mute: pings are not answered.
const { WebSocketServer } = require("ws");
const { httpServer, listen, options, say } = require("./common");

const { noRoom, noAck, late, failing, rate, denied, unconfirmed, mute } = options;
const server = httpServer((request, response) => response.writeHead(404).end());
const wss = new WebSocketServer({ server });
let lastId = 0;

const send = (peer, frame) => peer.readyState === 1 && peer.send(JSON.stringify(frame));
const inRoom = (kind, room) => [...wss.clients].filter((peer) => peer[kind]?.has(room));
const others = (peer, kind, room, frame) => {
  for (const other of inRoom(kind, room)) if (other !== peer) send(other, frame);
};
const userOf = (peer) => ({ id: peer.user, name: peer.user });
const named = (key, room) => (noRoom ? {} : { [key]: room });

const tooFast = (peer) => {
  peer.sent = (peer.sent || []).filter((at) => at > Date.now() - 1000);
  if (rate && peer.sent.length >= rate) return true;
  peer.sent.push(Date.now());
  return false;
};

const message = (peer, { tempId, text, roomId }) => {
  const room = roomId || [...peer.rooms][0];
  const ack = (fields) => !noAck && send(peer, { type: "ack", tempId, ...fields });
  say("message", { text, user: peer.user });
  if (text === failing) return ack({ success: false, error: "Message refused" });
  if (tooFast(peer)) return send(peer, { type: "error", message: "Rate limit exceeded", tempId });
  const id = `m${++lastId}`;
  const frame = { type: "message", id, text, userId: peer.user, ...named("roomId", room), timestamp: Date.now() };
  if (!late) ack({ serverId: id, success: true });
  for (const other of inRoom("rooms", room)) send(other, frame);
  if (late) ack({ serverId: id, success: true });
};

const hear = (peer, frame) => {
  const { type, roomId, channelId, chatId, documentId } = frame;
  switch (type) {
    case "ping":
      return mute || send(peer, { type: "pong" });
    case "message":
      return message(peer, frame);
    case "join-room":
      if (roomId === denied) return send(peer, { type: "error", message: "Access denied" });
      peer.rooms.add(roomId);
      if (!unconfirmed) send(peer, { type: "room-joined", roomId });
      return others(peer, "rooms", roomId, { type: "user-joined", userId: peer.user, ...named("roomId", roomId) });
    case "leave-room":
      peer.rooms.delete(roomId);
      return others(peer, "rooms", roomId, { type: "user-left", userId: peer.user, ...named("roomId", roomId) });
    case "presence:join":
      if (channelId === denied) return;
      peer.channels.add(channelId);
      send(peer, { type: "presence:sync", users: inRoom("channels", channelId).map(userOf), ...named("channelId", channelId) });
      return others(peer, "channels", channelId, { type: "presence:join", ...userOf(peer), ...named("channelId", channelId) });
    case "presence:leave":
      peer.channels.delete(channelId);
      return others(peer, "channels", channelId, { type: "presence:leave", userId: peer.user, ...named("channelId", channelId) });
    case "typing:start":
    case "typing:stop":
      return others(peer, "rooms", chatId, { type, userId: peer.user, ...named("chatId", chatId) });
    case "cursor:move":
      return others(peer, "rooms", documentId, { type, userId: peer.user, x: frame.x, y: frame.y, color: "#336699", ...named("documentId", documentId) });
    case "cursor:leave":
      return others(peer, "rooms", documentId, { type, userId: peer.user, ...named("documentId", documentId) });
  }
};

wss.on("connection", (peer, request) => {
  const query = new URL(request.url, "http://h").searchParams;
  if (!query.get("token") || query.get("token") === "bad") return peer.close(4001, "Unauthorized");
  peer.user = query.get("user") || query.get("token").replace(/^token-/, "");
  peer.rooms = new Set();
  peer.channels = new Set();
  say("connected", { user: peer.user });
  peer.on("message", (data) => hear(peer, JSON.parse(data)));
  peer.on("close", () => {
    for (const room of peer.channels) others(peer, "channels", room, { type: "presence:leave", userId: peer.user, ...named("channelId", room) });
    for (const room of peer.rooms) others(peer, "rooms", room, { type: "user-left", userId: peer.user, ...named("roomId", room) });
  });
});

listen(server);
