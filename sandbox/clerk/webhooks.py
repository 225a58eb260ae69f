"""Tells one endpoint of what happens to users, as Clerk does through Svix.

Signed by the scheme of Standard Webhooks under Svix's header names; sent at least once and tried
again by Svix's schedule until the answer is 2xx. What is not delivered outlives a restart. Clerk
does not send them in order, and neither is that promised here.
"""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from standardwebhooks.webhooks import Webhook

from sandbox.clerk.records import new_id

#: Before each attempt: https://docs.svix.com/retries
RETRY_SECONDS = (0.0, 5.0, 300.0, 1800.0, 7200.0, 18_000.0, 36_000.0, 36_000.0)
_TIMEOUT = aiohttp.ClientTimeout(total=15)
_CREATE = (
    "CREATE TABLE IF NOT EXISTS messages (id TEXT PRIMARY KEY, kind TEXT NOT NULL, "
    "body BLOB NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, status INTEGER NOT NULL DEFAULT 0)"
)


@dataclass(slots=True)
class Message:
    """One event; `status` is the last answer's, 0 if there was none yet."""

    id: str
    kind: str
    body: bytes
    attempts: int = 0
    status: int = 0

    @property
    def is_delivered(self) -> bool:
        """The endpoint has said so."""
        return 200 <= self.status < 300

    @property
    def is_over(self) -> bool:
        """Delivered, or given up."""
        return self.is_delivered or self.attempts >= len(RETRY_SECONDS)


class Webhooks:
    """What was sent, and what is still to be."""

    def __init__(
        self, file: Path, url: str | None, secret: str | None, clock: Callable[[], float]
    ) -> None:
        """Without `url` nothing is ever sent. `secret` is "whsec_" and base64."""
        self.copies = 1
        self._url = url
        self._webhook = Webhook(secret) if url and secret else None
        self._clock = clock
        self._http: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._file = sqlite3.connect(file, isolation_level=None)
        self._file.execute(_CREATE)

    def start(self) -> None:
        """Goes on with what was under way when the sandbox stopped."""
        if self._webhook is not None:
            self._http = aiohttp.ClientSession(timeout=_TIMEOUT)
            for message in self.messages():
                if not message.is_over:
                    self._go(message)

    async def close(self) -> None:
        """Stops; what is not delivered waits for the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._http is not None:
            await self._http.close()
        self._file.close()

    def tell(self, kind: str, thing: dict[str, Any]) -> None:
        """Something has happened: "user.created" and the user as it is now."""
        if self._webhook is None:
            return
        event = {
            "object": "event",
            "type": kind,
            "timestamp": int(self._clock() * 1000),
            "instance_id": "ins_sandbox",
            "data": thing,
        }
        message = Message(new_id("msg"), kind, json.dumps(event).encode())
        self._save(message)
        for _ in range(self.copies):
            self._go(message)

    def send_again(self, message_id: str) -> bool:
        """One more copy, whatever became of the others; False if there is no such message."""
        found = next((one for one in self.messages() if one.id == message_id), None)
        if found is not None:
            self._go(Message(found.id, found.kind, found.body))
        return found is not None

    def messages(self) -> list[Message]:
        """All of them, oldest first."""
        rows = self._file.execute(
            "SELECT id, kind, body, attempts, status FROM messages ORDER BY rowid"
        )
        return [Message(*row) for row in rows]

    def _go(self, message: Message) -> None:
        task = asyncio.create_task(self._deliver(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, message: Message) -> None:
        while not message.is_over:
            await asyncio.sleep(RETRY_SECONDS[message.attempts])
            message.status = await self._post(message)
            message.attempts += 1
            self._save(message)

    async def _post(self, message: Message) -> int:
        if self._http is None or self._url is None or self._webhook is None:
            return 0
        headers = self._headers(message, self._webhook)
        try:
            async with self._http.post(
                self._url, data=message.body, headers=headers, allow_redirects=False
            ) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0

    def _headers(self, message: Message, webhook: Webhook) -> dict[str, str]:
        sent = datetime.fromtimestamp(int(self._clock()), UTC)
        return {
            "Content-Type": "application/json",
            "User-Agent": "Svix-Webhooks/1.24",
            "svix-id": message.id,
            "svix-timestamp": str(int(sent.timestamp())),
            "svix-signature": webhook.sign(message.id, sent, message.body.decode()),
        }

    def _save(self, message: Message) -> None:
        self._file.execute(
            "INSERT INTO messages (id, kind, body, attempts, status) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET attempts = excluded.attempts, status = excluded.status",
            (message.id, message.kind, message.body, message.attempts, message.status),
        )
