"""The search in kudos touches few rows whatever the words: those that most messages have are found by walking through the
newest, those that few have by the index. Counted, not timed."""
import pytest

import many_gifts
from many_gifts import LIMIT, MANY, WALK

WORDS = {
    "주셔서": lambda n: True,
    "배포": lambda n: n % 2 == 0,
    "새벽": lambda n: n % 40 == 0,
    "번역": lambda n: n % 5_000 == 0,
    # Everywhere, but long ago.
    "창립": lambda n: n < 500,
}


def message(n):
    return " ".join(word for word, has in WORDS.items() if has(n)) + f" 고마워요 {n}"


def arguments(space, giver, q, before=("9999-12-31", 0), offset=0):
    return [space, giver, q, None, None, None, None, "1970-01-01", "9999-12-31", *before, LIMIT, offset]


LISTING = many_gifts.Listing("recognition/search_kudos", arguments, "kudos")


@pytest.fixture(scope="module")
def space():
    with many_gifts.team_space("wordy") as (cursor, space, giver, value):
        many_gifts.give(cursor, space, giver, value, [message(n) for n in range(MANY)])
        cursor.execute("analyze kudos")
        LISTING.prepare(cursor)
        yield cursor, space, giver


@pytest.mark.parametrize("word, most", [("주셔서", 4 * LIMIT), ("배포", 6 * LIMIT), ("새벽", 3 * WALK), ("번역", 3 * WALK), ("없는말", 3 * WALK)])
def test_few_gifts_are_looked_at_for_a_page(space, word, most):
    cursor, *who = space
    assert LISTING.touched(cursor, *who, word) <= most


@pytest.mark.parametrize("word", [*WORDS, "없는말", "주셔서 새벽"])
def test_everything_is_found_in_order_page_by_page(space, word):
    cursor, *who = space
    expected = [message(n) for n in reversed(range(MANY)) if all(WORDS.get(part, lambda _: False)(n) for part in word.split())][:3 * LIMIT]
    assert LISTING.messages_by_offset(cursor, *who, word) == expected
    assert LISTING.messages_by_key(cursor, *who, word)[:len(expected)] == expected
