"""What a small team would take instead of ours, doing the same work on the same mongod.

async with express(mongo_uri, lean=True) as peer:
    peer.url, peer.pid, peer.menu_request, peer.order_request
"""

from bench.peers.peer import Peer, Request
from bench.peers.start import express, fastapi

__all__ = ["Peer", "Request", "express", "fastapi"]
