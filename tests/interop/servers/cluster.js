// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
"use strict";
// Joins several nodes into one server, with the packages of socket.io: `redis` over pub/sub, `streams` over a stream.
const { createClient } = require("redis");

const connect = async (url) => {
  const client = createClient({ url });
  client.on("error", (error) => console.error(String(error)));
  await client.connect();
  return client;
};

exports.joinNodes = async (io, { redis, streams }) => {
  if (redis) {
    const { createAdapter } = require("@socket.io/redis-adapter");
    io.adapter(createAdapter(await connect(redis), await connect(redis)));
  } else if (streams) {
    const { createAdapter } = require("@socket.io/redis-streams-adapter");
    io.adapter(createAdapter(await connect(streams)));
  }
};
