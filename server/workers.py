"""Several server processes on one machine, each on a port of its own; Envoy balances over them.

One port for all of them would spread connections, not calls: Envoy keeps few connections, and one
process would get most of the work.
"""

import logging
import os
import signal
import subprocess
import sys
import threading

from server.config import Settings

_log = logging.getLogger("here2order.workers")


def run_workers(settings: Settings, count: int) -> int:
    """Runs `count` workers until told to stop, or until one of them ends by itself.

    Whoever supervises this process starts all of them again. Returns the exit code.
    """
    told, ended = threading.Event(), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop(told, ended))
    workers = [_start(settings, index) for index in range(count)]
    for worker in workers:
        threading.Thread(target=_wait, args=(worker, ended), daemon=True).start()
    ended.wait()
    for worker in workers:
        worker.terminate()
    codes = [worker.wait() for worker in workers]
    if told.is_set():
        return max(abs(code) for code in codes)
    _log.error("a worker ended by itself; exit codes: %s", codes)
    return 1


def _stop(*events: threading.Event) -> None:
    for event in events:
        event.set()


def _start(settings: Settings, index: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {"HERE2ORDER_LISTEN": _higher(settings.listen, index)}
    if settings.metrics_listen:
        environment["HERE2ORDER_METRICS_LISTEN"] = _higher(settings.metrics_listen, index)
    return subprocess.Popen([sys.executable, "-m", "server"], env=environment)


def _higher(address: str, by: int) -> str:
    host, _, port = address.rpartition(":")
    return f"{host}:{int(port) + by}"


def _wait(worker: subprocess.Popen[bytes], ended: threading.Event) -> None:
    worker.wait()
    ended.set()
