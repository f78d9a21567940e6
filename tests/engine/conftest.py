"""A small affair of our own invention, told by three outlets: enough for stories, versions, reuse and refusals."""

import json
from pathlib import Path

import pytest

PLACES = ("Holmsand", "Lerchau", "Ostbrück", "Tannfels")
LINES = (
    "Am Montag sagte Bürgermeisterin Ina Voss in {place}, die Schleuse bleibe bis Ende März geschlossen.",
    "„Wir haben {n} Anzeigen vorliegen“, erklärte Polizeisprecher Jan Timm am Abend vor der Presse.",
    "Nach Angaben des Kreises stehen rund {n}0 Häuser leer, mindestens {n} davon seit dem Herbst.",
    "Das Landesamt widersprach: Es habe nie eine Zusage für den Neubau der Schleuse in {place} gegeben.",
    "Anwohner Peer Lund will davon nichts wissen. Er habe das Wasser {n} Tage lang im Keller gemessen, sagte er.",
    "Die Schleuse von {place} ist seit mehr als hundert Jahren in Betrieb und wurde zuletzt 1998 erneuert.",
)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """JSON lines: 24 articles, of which one stands there twice, two are versions of others, and one is empty."""
    found = []
    for i in range(24):
        body = " ".join(LINES[(i + j) % len(LINES)].format(place=PLACES[i % 4], n=i + 3) for j in range(4))
        found.append(
            {
                "outlet": ("Bote", "Kurier", "Küstenfunk")[i % 3],
                "url": f"https://zeitung{i % 3}.example/{i}",
                "date": f"2025-03-{1 + i // 3:02d}",
                "title": f"Schleuse in {PLACES[i % 4]} bleibt zu ({i})",
                "text": body,
            }
        )
    found.append(found[3])
    found.append(found[5] | {"text": found[5]["text"] + " Am Dienstag soll der Rat in einer Sondersitzung beraten."})
    found.append(found[9] | {"text": found[9]["text"].replace("Anzeigen", "Beschwerden") + " Der Rat tagt später."})
    found.append({"outlet": "Bote", "text": ""})
    path = tmp_path / "affäre.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in found), "utf-8")
    return path
