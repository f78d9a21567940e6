"""Who is credited as an agency, and for which part of a text."""

import pytest

from quellenlage.compare.agencies import credits_in, signs_in

REPORT = "Auf dem Marktplatz von Harlstedt ist ein Maibaum umgefallen. Verletzt wurde niemand."
OTHER = "Der Kurs der Werft gab nach. Anleger warten auf die Zahlen."


@pytest.mark.parametrize(
    ("ending", "codes", "alone"),
    [
        ("(dpa)", ["dpa"], True),
        ("dpa", ["dpa"], True),
        ("Reuters/dpa", ["Reuters", "dpa"], True),
        # the outlet wrote it with what the agency sent
        ("(mit dpa, AFP)", ["AFP", "dpa"], False),
        ("(Blatt mit dpa)", ["dpa"], False),
        ("mit dpa", ["dpa"], False),
        ("dpa/Blatt", ["dpa"], False),
        ("(blatt online/dpa)", ["dpa"], False),
        # a person and an agency are a photographer and who sells the picture
        ("(Jutta Kranz/dpa)", [], True),
        ("Das sagte sie der dpa", [], True),
        ("So meldet es die dpa.", [], True),
    ],
)
def test_signs_behind_a_report(article, ending, codes, alone):
    found = credits_in(article(f"{REPORT} {ending}"))
    assert [c.code for c in found] == codes
    assert all(c.alone is alone for c in found)


def test_a_sign_in_a_ticker_is_that_of_its_entry(article):
    ticker = (
        f"Freitag, 10. Januar, 7.30 Uhr: {REPORT}\n"
        f"Donnerstag, 9. Januar, 19.04 Uhr: {OTHER} Reuters/dpa\nDer Hafen wächst\nMittwoch, 8. Januar: {REPORT}"
    )
    member = article(ticker, day="2025-01-31")
    (sign,) = signs_in(member)
    assert sign.part is not None
    assert sign.part.of(ticker) == f"Donnerstag, 9. Januar, 19.04 Uhr: {OTHER} Reuters/dpa"
    assert {code for sign in signs_in(member) for code in sign.codes} == {"Reuters", "dpa"}
    assert not any(credit.alone for credit in credits_in(member))


def test_of_several_reports_each_has_its_own_sign(article):
    text = f"Kiel (AFP) - {OTHER}\n{REPORT} (dpa)\n{OTHER} (Mit Material von dts)\n{REPORT}"
    parts = {"".join(sign.codes): sign.part.of(text) for sign in signs_in(article(text)) if sign.part}
    assert parts == {
        "AFP": f"(AFP) - {OTHER}\n{REPORT} ",
        "dpa": f"Kiel (AFP) - {OTHER}\n{REPORT} (dpa)",
        "dts": f"\n{OTHER} (Mit Material von dts",
    }


def test_one_sign_is_that_of_the_whole_article(article):
    (sign,) = signs_in(article(f"{REPORT}\n{OTHER}\n{REPORT} (dpa)"))
    assert sign.part is None
