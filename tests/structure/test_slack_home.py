"""App Home is read often: each time somebody opens it, and after what they do."""
import re

from conftest import SOURCES


def test_home_reads_with_three_statements():
    source = (SOURCES / "slack/home/home_publisher.cpp").read_text(encoding="utf-8")
    [body] = re.findall(r"publish_home_of\(postgres::Transaction.*?\n}\n", source, re.S)
    statements = re.findall(r"sql::slack::(\w+)", body)
    assert statements[-1] == "queue_home" and len(statements) <= 4, statements
