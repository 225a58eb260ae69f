"""Where a stream leaves behind what has let it in."""

from typing import Any

from server.rpc.call import Call, Proceed
from server.rpc.methods import Method


def pass_entrance(method: Method, proceed: Proceed) -> Proceed:
    """Runs a stream out here, once all inside have let it pass.

    What only lets a call in has nothing to do with it afterwards. Each of twenty thousand open
    streams would keep it in memory, and go through it again at each message.
    """
    if not method.streams:
        return proceed

    async def passed(call: Call) -> Any:
        stream = await proceed(call)
        call.let_go()
        return await stream

    return passed
