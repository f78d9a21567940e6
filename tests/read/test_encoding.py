"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.read.encoding import Undecodable, decode

GERMAN = "Die Gespräche über Öl und Straßen endeten ohne Ergebnis. „Wir reden weiter“ – so die Ministerin.\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("times", [1, 40])
def test_german_text_in_every_usual_encoding(encoding: str, times: int) -> None:
    assert decode((GERMAN * times).encode(encoding)) == GERMAN * times


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "iso8859-15"])
def test_a_short_line(encoding: str) -> None:
    assert decode("Kürzlich stieg der Preis für Öl.\n".encode(encoding)) == "Kürzlich stieg der Preis für Öl.\n"


def test_mark_dropped_and_line_ends_kept() -> None:
    assert decode(b"\xef\xbb\xbfEins\r\nZwei\rDrei\n") == "Eins\r\nZwei\rDrei\n"


def test_a_declared_charset_is_believed_if_it_fits() -> None:
    assert decode("Zürich".encode("cp850"), "cp850") == "Zürich"
    assert decode("Zürich".encode(), "cp850") == "Zürich"
    assert decode("Zürich".encode("cp1252"), "no-such-charset") == "Zürich"


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF, which is not read yet: save it as text or HTML"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive: unpack it first"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office file: save it as DOCX or text"),
        (b"Text\x00mit\x01Null" * 20, "not text"),
        (bytes(range(1, 256)) * 8, "not text"),
    ],
)
def test_binary(data: bytes, hint: str) -> None:
    assert decode(data) == Undecodable(f"binary file: {hint}")


def test_truncated_utf8_is_still_text() -> None:
    cut = ("Die Straße wird gesperrt, sagte der Bürgermeister. " * 3 + "Groß").encode()[:-1]
    text = decode(cut)
    assert isinstance(text, str)
    assert text.startswith("Die Stra")


@given(st.text())
def test_utf8_comes_back(text: str) -> None:
    found = decode(text.encode())
    assert found == text.removeprefix("\ufeff") or isinstance(found, Undecodable)


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    assert isinstance(decode(data), str | Undecodable)
