// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// Node's ws at a banter-server: signs in, says a text in fragments with a ping between them, reads a large page, and hears
// the codes of both sides' Close. Ends with 0, or with 1 and what was wrong. ws_client.js URL [inside]: the text is
// cut inside a character.
const assert = require("assert");
const { once } = require("events");
const WebSocket = require("ws");

const [url, cut] = process.argv.slice(2);
const Text = "漢字 и кириллица, größer 🐌";
const LongText = "x".repeat(16000);
const Pages = 40;

class Person {
  constructor() {
    this.socket = new WebSocket(url, ["banter.v1.json"]);
    this.items = [];
    this.waiting = [];
    this.next = 1;
    this.socket.on("message", (data, isBinary) => {
      assert(!isBinary);
      for (const item of [JSON.parse(data)].flat()) {
        const waits = this.waiting.find(({ id }) => item.re === id);
        if (waits) waits.done(item);
      }
    });
    this.closed = once(this.socket, "close");
  }

  ask(item, write = (text) => this.socket.send(text)) {
    const id = this.next++;
    const answer = new Promise((done) => this.waiting.push({ id, done }));
    write(JSON.stringify({ id, ...item }));
    return answer;
  }

  hello(method, user, secret) {
    return this.ask({ type: "hello", version: 1, client: "ws", auth: { method, user, secret } });
  }
}

const inFragments = (socket, text) => {
  const bytes = Buffer.from(text);
  let at = bytes.indexOf(Buffer.from("漢")) + (cut === "inside" ? 1 : 0);
  socket.send(bytes.subarray(0, at), { fin: false, binary: false });
  socket.ping("between");
  socket.send(bytes.subarray(at), { fin: true, binary: false });
};

const talk = async () => {
  const ann = new Person();
  await once(ann.socket, "open");
  assert.strictEqual(ann.socket.protocol, "banter.v1.json");
  assert.strictEqual((await ann.hello("register", "ann", "correct horse")).type, "welcome");
  assert.strictEqual((await ann.ask({ type: "room.create", room: "den" })).type, "room");
  const ponged = once(ann.socket, "pong");
  const said = await ann.ask({ type: "message.send", room: "den", clientId: "c0", text: Text },
    (text) => inFragments(ann.socket, text));
  assert.strictEqual(said.type, "ack");
  assert.strictEqual(String((await ponged)[0]), "between");
  for (let i = 1; i <= Pages; i++) {
    const ack = await ann.ask({ type: "message.send", room: "den", clientId: `c${i}`, text: LongText });
    assert.strictEqual(ack.type, "ack");
  }
  const { page } = await ann.ask({ type: "subscribe", room: "den", limit: 50 });
  assert(page.messages.length > 20); // as many as a frame holds
  assert.strictEqual(page.messages.at(-1).text, LongText);
  const first = await ann.ask({ type: "history", room: "den", before: 2, limit: 1 });
  assert.strictEqual(first.page.messages[0].text, Text);
  ann.socket.close(4321, "enough");
  assert.strictEqual((await ann.closed)[0], 4321);

  const eve = new Person();
  await once(eve.socket, "open");
  await eve.hello("password", "ann", "wrong horse");
  const [code, reason] = await eve.closed;
  assert.strictEqual(code, 4001);
  assert(String(reason).length > 0);
};

talk().then(() => process.exit(0), (fault) => {
  console.error(fault);
  process.exit(1);
});
