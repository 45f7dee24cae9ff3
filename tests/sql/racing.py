"""Calls that race: a company for them, and queries that run at once, or wait for one another."""
import threading

import database

SPACE = 910001
GIVER = 9001


def race(calls, settings=()):
    """Runs every query on its own connection at the same moment; the rows of each, in their order."""
    connections = [database.application() for _ in calls]
    barrier = threading.Barrier(len(calls))
    answers = [None] * len(calls)

    def run(at):
        with connections[at].cursor() as cursor:
            for setting in settings:
                cursor.execute(setting)
            barrier.wait()
            try:
                cursor.execute(calls[at])
                answers[at] = cursor.fetchall()
            except Exception as error:  # pylint: disable=broad-except
                answers[at] = error

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for connection in connections:
        connection.close()
    errors = [answer for answer in answers if isinstance(answer, Exception)]
    assert not errors, errors
    return answers


def statement_text(name, *values):
    """A statement of the catalogue with literals for its parameters."""
    statement = next(statement for statement in database.statements() if statement.full_name == name)
    text = statement.text
    for number, value in enumerate(values, 1):
        text = text.replace(f"${number}", value)
    return text


class Running:
    """A query that may wait for others' locks."""

    def __init__(self, query):
        self.connection = database.application()
        self.cursor = self.connection.cursor()
        self.cursor.execute("select pg_backend_pid()")
        [self.pid] = self.cursor.fetchone()
        self.error = None
        self.thread = threading.Thread(target=self.run, args=(query,))
        self.thread.start()

    def run(self, query):
        try:
            self.cursor.execute(query)
        except Exception as error:  # pylint: disable=broad-except
            self.error = error

    def waits(self, watcher):
        watcher.execute(f"select wait_event_type = 'Lock' from pg_stat_activity where pid = {self.pid}")
        while not watcher.fetchone()[0] and self.thread.is_alive():
            watcher.execute(f"select wait_event_type = 'Lock' from pg_stat_activity where pid = {self.pid}")

    def end(self):
        self.thread.join()
        self.connection.close()
        assert self.error is None, self.error
