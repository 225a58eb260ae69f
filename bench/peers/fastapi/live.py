"""WebSockets: a room for each restaurant, which staff follow, and one for each visit."""

from collections import defaultdict

import jwt
from auth import user_of
from fastapi import APIRouter, WebSocket, WebSocketDisconnect

router = APIRouter()


class Rooms:
    """Who listens where, in the memory of this process."""

    def __init__(self) -> None:
        """Nobody listens."""
        self._members: defaultdict[str, set[WebSocket]] = defaultdict(set)

    async def listen(self, room: str, socket: WebSocket) -> None:
        """Stays until the other side leaves."""
        self._members[room].add(socket)
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            pass
        finally:
            self._members[room].discard(socket)

    async def tell(self, message: str, *rooms: str) -> None:
        """Everybody who is in one of the rooms. Who is not connected just now never hears it."""
        for socket in {it for room in rooms for it in self._members.get(room, ())}:
            await socket.send_text(message)


@router.websocket("/api/watch")
async def watch(socket: WebSocket, token: str) -> None:
    """The token names the room."""
    try:
        user = user_of(token)
    except jwt.InvalidTokenError:
        await socket.close(4401)
        return
    await socket.accept()
    room = f"restaurant:{user.restaurant}" if user.role == "staff" else f"visit:{user.visit}"
    await socket.app.state.rooms.listen(room, socket)
