# SPDX-FileCopyrightText: 2026 The Banter authors
# SPDX-License-Identifier: MIT
"""Python's websockets at a banter-server: signs in, says a text in fragments, pings, reads a large page, and hears the
codes of both sides' Close. Ends with 0, or with a traceback. websockets_client.py URL"""
import asyncio
import json
import sys

import websockets

TEXT = "漢字 и кириллица, größer 🐌"
LONG_TEXT = "x" * 16_000
PAGES = 40


class Person:
    def __init__(self, socket):
        self.socket = socket
        self.next = 1

    async def ask(self, item, fragments=1):
        number = self.next
        self.next += 1
        text = json.dumps({"id": number, **item}, ensure_ascii=False)
        size = -(-len(text) // fragments)
        await self.socket.send([text[at : at + size] for at in range(0, len(text), size)])
        while True:
            heard = json.loads(await self.socket.recv())
            for one in heard if isinstance(heard, list) else [heard]:
                if one.get("re") == number:
                    return one

    async def hello(self, method, user, secret):
        auth = {"method": method, "user": user, "secret": secret}
        return await self.ask({"type": "hello", "version": 1, "client": "websockets", "auth": auth})


def connect():
    return websockets.connect(sys.argv[1], subprotocols=["banter.v1.json"], max_size=1 << 20)


async def talk():
    async with connect() as socket:
        assert socket.subprotocol == "banter.v1.json"
        bob = Person(socket)
        assert (await bob.hello("register", "bob", "correct horse"))["type"] == "welcome"
        assert (await bob.ask({"type": "room.create", "room": "cave"}))["type"] == "room"
        said = {"type": "message.send", "room": "cave", "clientId": "c0", "text": TEXT}
        assert (await bob.ask(said, fragments=7))["type"] == "ack"
        await asyncio.wait_for(await socket.ping("alive"), 30)
        for i in range(1, PAGES + 1):
            said = {"type": "message.send", "room": "cave", "clientId": f"c{i}", "text": LONG_TEXT}
            assert (await bob.ask(said))["type"] == "ack"
        page = (await bob.ask({"type": "subscribe", "room": "cave", "limit": 50}))["page"]
        assert len(page["messages"]) > 20  # as many as a frame holds
        assert page["messages"][-1]["text"] == LONG_TEXT
        first = (await bob.ask({"type": "history", "room": "cave", "before": 2, "limit": 1}))["page"]
        assert first["messages"][0]["text"] == TEXT
        await socket.close(4321, "enough")
        assert socket.close_code == 4321, socket.close_code

    async with connect() as socket:
        try:
            await Person(socket).hello("password", "bob", "wrong horse")
            await socket.recv()
        except websockets.ConnectionClosed:
            pass
        assert socket.close_code == 4001, socket.close_code
        assert socket.close_reason


asyncio.run(talk())
