"""Slack's time, which a test may run faster than its own, or move."""
import asyncio
import time


class Clock:
    """`scale` seconds of Slack's pass in one of the test's.

    now()    retries, rate limits, scheduled messages: what a test does not want to wait for
    human()  triggers and response_urls: the programs under test answer in real time, whatever the scale. `advance` moves it, too.

    What a receiver compares with a clock of its own (signatures, id_tokens) carries the wall clock instead.
    """

    def __init__(self, scale: float = 1.0):
        self.scale = scale
        self._wall = time.time()
        self._began = time.monotonic()
        self._jumped = 0.0
        self._jump = asyncio.Event()

    def now(self) -> float:
        """Seconds since the epoch."""
        return self._wall + (time.monotonic() - self._began) * self.scale + self._jumped

    def human(self) -> float:
        return self._wall + time.monotonic() - self._began + self._jumped

    def real(self, seconds: float) -> float:
        """What the test waits for so many seconds of Slack's."""
        return seconds / self.scale

    def advance(self, seconds: float) -> None:
        """Moves the clock forward and wakes whoever has slept long enough."""
        self._jumped += seconds
        woken, self._jump = self._jump, asyncio.Event()
        woken.set()

    async def sleep(self, seconds: float) -> None:
        await self.sleep_until(self.now() + seconds)

    async def sleep_until(self, end: float) -> None:
        while (left := end - self.now()) > 0:
            try:
                await asyncio.wait_for(self._jump.wait(), self.real(left))
            except asyncio.TimeoutError:
                pass
