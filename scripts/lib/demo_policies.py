#!/usr/bin/python3
"""Publishes the demo's policies through the API, which chunks and indexes them.

usage: demo_policies.py URL TOKEN_FILE FOLDER    FOLDER has a JSON file for each document, which names the texts of its versions

Keys make it repeatable: what was published before stays as it is.
"""
import json
import sys
import urllib.request
from pathlib import Path


def post(url: str, token: str, key: str, body: dict) -> dict:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": key}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def publish(base: str, token: str, file: Path) -> None:
    document = json.loads(file.read_text())
    versions = document.pop("versions")
    made = post(f"{base}/api/v1/policies", token, f"demo-{file.stem}", {"status": "published"} | document)
    for version in versions:
        name = version.pop("file")
        body = {"status": "published", "body": (file.parent / name).read_text()} | version
        post(f"{base}/api/v1/policies/{made['id']}/versions", token, f"demo-{name}", body)


def main() -> None:
    base, token_file, folder = sys.argv[1:]
    token = Path(token_file).read_text().strip()
    for file in sorted(Path(folder).glob("*.json")):
        publish(base, token, file)


if __name__ == "__main__":
    main()
