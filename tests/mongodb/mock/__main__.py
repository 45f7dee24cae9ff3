"""Runs the control port until standard input ends: whoever started us has gone then."""
import asyncio
import sys

from .control import Control


async def main() -> None:
    control = Control()
    listener = await asyncio.start_server(control.serve, "127.0.0.1", 0, limit=2**24)
    print(f"control {listener.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
