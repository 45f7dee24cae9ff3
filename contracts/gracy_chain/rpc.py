"""A JSON-RPC client over HTTP: one connection, kept open, with batches."""

import http.client
import json
from urllib.parse import urlsplit


class RpcError(Exception):
    def __init__(self, method, error):
        super().__init__(f"{method}: {error.get('message')} ({error.get('code')})")
        self.code = error.get("code")


class Rpc:
    def __init__(self, url, timeout=30):
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)
        self._path = parts.path or "/"

    def __call__(self, method, *params):
        return self.batch([(method, params)])[0]

    def batch(self, calls):
        """Results in the order of `calls`, a list of (method, params); raises the first error."""
        requests = [
            {"jsonrpc": "2.0", "id": number, "method": method, "params": list(params)}
            for number, (method, params) in enumerate(calls)
        ]
        answers = {answer["id"]: answer for answer in self._post(requests)}
        results = []
        for number, (method, _) in enumerate(calls):
            answer = answers[number]
            if "error" in answer:
                raise RpcError(method, answer["error"])
            results.append(answer["result"])
        return results

    def _post(self, requests):
        body = json.dumps(requests if len(requests) > 1 else requests[0]).encode()
        headers = {"Content-Type": "application/json"}
        for last_try in (False, True):
            try:
                self._connection.request("POST", self._path, body, headers)
                answer = json.loads(self._connection.getresponse().read())
                return answer if isinstance(answer, list) else [answer]
            except (http.client.HTTPException, ConnectionError):
                # The server may have closed an idle connection; a fresh one decides.
                self._connection.close()
                if last_try:
                    raise
        raise AssertionError("unreachable")

    def close(self):
        self._connection.close()
