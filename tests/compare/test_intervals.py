"""Whether two numbers can both be true."""

import pytest

from quellenlage.compare.intervals import Number, fit, likeness

EXACT = {n: Number(n, n, "exact") for n in (1, 3, 4, 10, 178, 180, 212, 220, 340, 430, 1800, 3000, 7.4e6, 4.1e6)}


def about(n: float) -> Number:
    return Number(n, n, "about")


def at_least(n: float) -> Number:
    return Number(n, None, "at_least")


def up_to(n: float) -> Number:
    return Number(None, n, "up_to")


def between(low: float, high: float) -> Number:
    return Number(low, high, "range")


SEVERAL = Number(None, None, "unspecified")


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        # the same said twice
        (EXACT[212], EXACT[212], "equal"),
        (at_least(47), at_least(47), "equal"),
        # a number that is counted, and another one
        (EXACT[3], EXACT[4], "incompatible"),
        (EXACT[212], EXACT[220], "incompatible"),
        (EXACT[340], EXACT[430], "incompatible"),
        # rounding: 178 is called 180
        (EXACT[178], EXACT[180], "compatible"),
        # rund, knapp, gut
        (about(4), at_least(4), "compatible"),
        (about(1800), EXACT[1800], "compatible"),
        (about(1800), EXACT[3000], "incompatible"),
        (about(1800), about(2300), "incompatible"),
        (about(4e6), EXACT[4.1e6], "compatible"),
        (about(4e6), EXACT[7.4e6], "incompatible"),
        # bis zu: annähernd fünf Millionen is no more than bis zu 4,8 Millionen allows for
        (about(5e6), up_to(4.8e6), "compatible"),
        (up_to(4), about(4), "compatible"),
        (up_to(9), between(8, 9), "compatible"),
        (up_to(9), about(4), "apart"),
        (up_to(4), up_to(9), "apart"),
        (up_to(9), EXACT[10], "incompatible"),
        # mindestens
        (at_least(47), at_least(60), "apart"),
        (at_least(7e6), EXACT[7.4e6], "compatible"),
        (at_least(7e6), EXACT[4.1e6], "incompatible"),
        (at_least(10), EXACT[1800], "apart"),
        # ranges
        (between(60, 80), about(70), "compatible"),
        (between(60, 80), up_to(50), "incompatible"),
        # a word instead of a number
        (SEVERAL, at_least(10_000), "less precise"),
        (SEVERAL, SEVERAL, "equal"),
    ],
)
def test_two_numbers_for_one_thing(one, two, expected):
    assert fit(one, two) == expected
    assert fit(two, one) == expected


def test_negative_numbers_keep_their_order():
    assert fit(Number(-20, None, "at_least"), Number(-18, -18, "exact")) == "compatible"
    assert fit(Number(None, -20, "up_to"), Number(-18, -18, "exact")) == "incompatible"


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (EXACT[340], EXACT[340], "same"),
        (EXACT[340], EXACT[430], "different"),
        (about(5e6), up_to(4.8e6), "compatible"),
        (up_to(9), about(4), "different"),
        # what lies within says more
        (EXACT[1800], about(1800), "narrower"),
        (about(1800), EXACT[1800], "wider"),
        # "ein paar" are few, "mehrere" are more than one, a word without a range says nothing
        (Number(2, 20, "unspecified"), at_least(10_000), "different"),
        (Number(2, None, "unspecified"), at_least(10_000), "wider"),
        (Number(2, None, "unspecified"), EXACT[1], "different"),
        (Number(2, 20, "unspecified"), EXACT[4], "wider"),
        (SEVERAL, at_least(10_000), "compatible"),
    ],
)
def test_how_much_one_number_says_beside_the_other(one, two, expected):
    assert likeness(one, two) == expected
