"""Builds the gold of the sample articles: quoted words in, character offsets out.

    python benchmarks/build_gold.py            writes benchmarks/gold/samples/s?.json
    python benchmarks/build_gold.py --check    writes nothing; fails when a built file differs or a source is wrong
    python benchmarks/build_gold.py --stats    also counts what each article's gold holds

source/*.gold (written by hand)  ->  parse  ->  find every quoted span in the article  ->  s?.json
source/cross_*.json (by hand)    ->  replace every quotation by article and offsets    ->  cross_*.json

A second annotator's files lie in samples/second/ (the same layout, no cross files) and are built and checked with them.
The source format is described in benchmarks/gold/samples/README.md. Nobody types an offset: a span is written as its
words, and a span that is absent, or found twice without saying which, stops the build. Standard library only.
"""

from __future__ import annotations

import argparse
import bisect
import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent / "gold" / "samples"
EXAMPLES = HERE.parents[2] / "examples"
SECOND = HERE / "second"

FURNITURE = {"nav", "credit", "caption", "related", "notice", "byline", "ad"}
STRUCTURE = {"title", "standfirst", "dateline", "subhead", "body"}
ENTITY_TYPES = {"PER", "ORG", "GPE", "LOC", "FACILITY", "EVENT", "WORK", "MISC"}
MENTION_FLAGS = {"nominal", "metonym", "adjectival", "part", "apposition"}
TIME_TYPES = {"DATE", "TIME", "DURATION", "SET"}
TIME_FLAGS = {"dct", "vague", "anaphoric", "optional", "in_quote"}
MODES = {"direct", "indirect", "attributed", "reported", "free_indirect"}
STANCES = {"asserts", "denies", "demands", "promises", "warns", "speculates", "praises", "criticises", "asks", "other"}
STATEMENT_FLAGS = {"optional", "hedged", "attitude_only", "hypothetical", "speaker_uncertain"}
VIA_KINDS = {"interview", "agency", "medium", "document", "person"}
EVENT_TYPES = {
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
}
EVENT_TYPES |= {"REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN", "OTHER"}
MODALITIES = {"factual", "reported", "alleged", "planned", "denied", "hypothetical"}
DATE_SOURCES = {"text", "text+dct", "world"}
COMPARATORS = {"exact", "about", "at_least", "up_to", "range", "unspecified"}
QUANTITY_KINDS = {"cardinal", "money", "percent", "rate", "ordinal", "fraction"}
VOICES = {"outlet", "quoted", "reported"}
LABEL_KINDS = {"role", "evaluative"}
CLAIM_STATUS = {"corroborated", "single_source", "disputed", "unsourced"}
RELATIONS = {"same", "more_specific", "differs_in_number", "differs_in_attribution", "contradicts", "related"}
SECTIONS = ["furniture", "structure", "entities", "groups", "times"]
SECTIONS += ["statements", "claims", "events", "quantities", "labels", "skip"]

# Left out of a time's `core`: what stands before the TIMEX3 extent. In "vor drei Jahren" the core is "drei Jahren".
PREPOSITIONS = re.compile(
    r"(?:am|im|in der|in den|in|seit den|seit dem|seit|vor|mindestens bis|bis zum|bis|frühestens in"
    r"|ab|gegen|um|zum|vom|nach|für|ein)\s+",
    re.IGNORECASE,
)
QUOTES = re.compile(r"„[^“”\"]*[“”\"]|»[^«]*«|“[^”]*”|\"[^\"]*\"")


class GoldError(Exception):
    """What is wrong, where, and what to do; printed as one line."""


# ---------------------------------------------------------------- spans


def span(text: str, start: int, end: int) -> dict:
    return {"start": start, "end": end, "text": text[start:end]}


def occurrences(text: str, words: str, lo: int, hi: int, part: bool) -> list[tuple[int, int]]:
    """Places of `words` in text[lo:hi] as whole words; a hyphen belongs to the word unless `part`."""
    edge = r"\w" if part else r"\w-"
    left = f"(?<![{edge}])" if re.match(r"\w", words) and not part else ""
    right = f"(?![{edge}])" if re.search(r"\w$", words) and not part else ""
    return [m.span() for m in re.compile(left + re.escape(words) + right).finditer(text, lo, hi)]


def find(text: str, expression: str, where: str, part: bool = False) -> list[tuple[int, int]]:
    """The spans meant by `WORDS`, `FIRST ... LAST`, `WORDS #2`, `WORDS #1,3`, `WORDS #*`, `WORDS @ CONTEXT`."""
    expression, lo, hi = expression.strip(), 0, len(text)
    if " @ " in expression:
        expression, context = expression.rsplit(" @ ", 1)
        lo, hi = find(text, context, where)[0]
    which = re.search(r" #(\*|\d+(?:,\d+)*)$", expression)
    words = expression[: which.start()] if which else expression
    if " ... " in words:
        first, last = words.split(" ... ", 1)
        places = occurrences(text, first, lo, hi, part)
        ends = [next((e for _, e in occurrences(text, last, s + len(first), hi, part)), None) for s, _ in places]
        if None in ends:
            raise GoldError(f"{where}: no {last!r} after {first!r}")
        places = [(s, e) for (s, _), e in zip(places, ends, strict=True)]
    else:
        places = occurrences(text, words, lo, hi, part)
    if not places:
        raise GoldError(f"{where}: not in the article: {expression!r}")
    if which and which[1] == "*":
        return places
    if which:
        chosen = [int(n) for n in which[1].split(",")]
        if max(chosen) > len(places):
            raise GoldError(f"{where}: only {len(places)} of {words!r}")
        return [places[n - 1] for n in chosen]
    if len(places) > 1:
        raise GoldError(f"{where}: {words!r} stands {len(places)} times: add #n, #* or @ context")
    return places


def one(text: str, expression: str, where: str) -> dict:
    places = find(text, expression, where)
    if len(places) != 1:
        raise GoldError(f"{where}: one span expected: {expression!r}")
    return span(text, *places[0])


def overlaps(a: dict, b: dict) -> bool:
    return a["start"] < b["end"] and b["start"] < a["end"]


# ---------------------------------------------------------------- reading a source file


class Record:
    """One unindented line of a section with the indented lines below it."""

    def __init__(self, where: str, head: str):
        self.where, self.head, self.lines = where, head, []

    def fields(self, n: int) -> list[str]:
        """The head's ` | ` fields, filled up to `n`."""
        parts = [p.strip() for p in re.split(r" \|(?: |$)", self.head)]
        if len(parts) > n:
            raise GoldError(f"{self.where}: at most {n} fields")
        return parts + [""] * (n - len(parts))

    def keyed(self, allowed: str) -> dict[str, list[str]]:
        """The lines below, `key: value`, as lists by key; `allowed` names the keys that may stand there."""
        out: dict[str, list[str]] = {k: [] for k in allowed.split()}
        for where, line in self.lines:
            key, _, value = line.partition(":")
            if key not in out:
                raise GoldError(f"{where}: unknown key {key!r}; known: {allowed}")
            out[key].append(value.strip())
        return out


def parse(path: Path) -> tuple[dict[str, str], dict[str, list[Record]]]:
    """Header keys and sections; `base: other.gold` takes over another file's, with [replace] applied to its lines."""
    header: dict[str, str] = {}
    sections: dict[str, list[Record]] = {s: [] for s in SECTIONS}
    lines = [(f"{path.name}:{n}", line.rstrip()) for n, line in enumerate(path.read_text("utf-8").split("\n"), 1)]
    base = next((line[5:].strip() for _, line in lines if line.startswith("base:")), None)
    if base:
        lines = merged(lines, path.with_name(base))
    section = None
    for where, line in lines:
        if not line.strip() or line.lstrip().startswith("//"):
            continue
        if re.fullmatch(r"\[\w+\]", line):
            section = line[1:-1]
            if section not in sections:
                raise GoldError(f"{where}: unknown section {section!r}; known: {', '.join(SECTIONS)}")
        elif section is None:
            key, _, value = line.partition(":")
            header[key.strip()] = value.strip()
        elif line[0] == " ":
            if not sections[section]:
                raise GoldError(f"{where}: indented line without a record above it")
            sections[section][-1].lines.append((where, line.strip()))
        else:
            sections[section].append(Record(where, line))
    return header, sections


def merged(lines: list[tuple[str, str]], base: Path) -> list[tuple[str, str]]:
    """The base's lines with `old => new` of [replace] done (each must apply) and this file's header after its own."""
    cut = next((i for i, (_, line) in enumerate(lines) if line == "[replace]"), len(lines))
    text = base.read_text("utf-8")
    for where, line in lines[cut + 1 :]:
        if line.strip() and not line.startswith("//"):
            old, _, new = line.partition(" => ")
            if old not in text:
                raise GoldError(f"{where}: {old!r} is not in {base.name}")
            text = text.replace(old, new.replace("\\n", "\n"))
    inherited = [(f"{base.name}:{n}", line.rstrip()) for n, line in enumerate(text.split("\n"), 1)]
    start = next(i for i, (_, line) in enumerate(inherited) if line.startswith("["))
    return inherited[:start] + [x for x in lines[:cut] if not x[1].startswith("base:")] + inherited[start:]


def article_text(header: dict[str, str]) -> str:
    """A plain file's text after its front matter; of other forms the stored text/NAME that `text:` names."""
    if "text" in header:
        return (HERE / "text" / header["text"]).read_bytes().decode("utf-8")
    raw = (EXAMPLES / header["file"]).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    return re.sub(r"\A---\r?\n.*?\n---\r?\n", "", text, flags=re.S)


# ---------------------------------------------------------------- building, one function per list


def legal(value: str, known: set[str], where: str) -> str:
    if value not in known:
        raise GoldError(f"{where}: {value!r} is none of {', '.join(sorted(known))}")
    return value


def build_furniture(text: str, records: list[Record]) -> list[dict]:
    out = []
    for r in records:
        kind, _, words = r.head.partition(":")
        legal(kind, FURNITURE, r.where)
        out += [span(text, *s) | {"kind": kind} for s in find(text, words, r.where)]
    return sorted(out, key=lambda x: x["start"])


def build_structure(text: str, records: list[Record], furniture: list[dict]) -> list[dict]:
    out = []
    for r in records:
        kind, _, words = r.head.partition(":")
        legal(kind, STRUCTURE, r.where)
        if kind != "body":
            out += [span(text, *s) | {"kind": kind} for s in find(text, words, r.where)]
    return sorted(out + body(text, furniture + out), key=lambda x: x["start"])


def body(text: str, other: list[dict]) -> list[dict]:
    """Whatever is neither furniture nor another part, as runs of paragraphs."""
    taken = sorted((x["start"], x["end"]) for x in other)
    out, at = [], 0
    for start, end in [*taken, (len(text), len(text))]:
        piece = text[at:start]
        if piece.strip():
            a = at + len(piece) - len(piece.lstrip())
            out.append(span(text, a, a + len(piece.strip())) | {"kind": "body"})
        at = max(at, end)
    return out


def build_entities(text: str, records: list[Record], furniture: list[dict]) -> list[dict]:
    out = []
    for r in records:
        ident, kind, canonical, aliases = r.fields(4)
        legal(kind, ENTITY_TYPES, r.where)
        mentions: list[dict] = []
        for where, line in r.lines:
            flags, line = mention_flags(line, where)
            for expression in line.split(" ; "):
                star = expression.rstrip().endswith("#*")
                for s in find(text, expression, where, part="part" in flags):
                    m = span(text, *s)
                    if star and any(overlaps(m, x) for x in mentions):
                        continue
                    if any(span_of(x) == s for x in mentions):
                        raise GoldError(f"{where}: {m['text']!r} at {s[0]} is listed twice for {ident}")
                    m |= flags
                    if any(overlaps(m, f) for f in furniture):
                        m["in_furniture"] = True
                    mentions.append(m)
        mentions.sort(key=lambda x: (x["start"], x["end"]))
        if not mentions:
            raise GoldError(f"{r.where}: {ident} has no mention")
        record = {"id": ident, "canonical": canonical, "type": kind}
        if aliases:
            record["aliases"] = [a.strip() for a in aliases.split(";")]
        out.append(record | {"surfaces": sorted({m["text"] for m in mentions}), "mentions": mentions})
    return sorted(out, key=lambda e: (e["mentions"][0]["start"], e["id"]))


def mention_flags(line: str, where: str) -> tuple[dict, str]:
    flag = "(?:nominal|metonym|adjectival|part|apposition)"
    head = re.match(rf"({flag}(?:\([^)]*\))?(?: {flag})*):\s+", line)
    if not head:
        return {}, line
    flags: dict = {}
    for word in re.findall(r"\w+(?:\([^)]*\))?", head[1]):
        name, _, literal = word.partition("(")
        flags[legal(name, MENTION_FLAGS, where)] = True
        if literal:
            flags["literal"] = literal[:-1]
    return flags, line[head.end() :]


def span_of(x: dict) -> tuple[int, int]:
    return x["start"], x["end"]


def build_times(text: str, records: list[Record], furniture: list[dict]) -> list[dict]:
    out = []
    for r in records:
        words, _, rest = r.head.rpartition(" = ")
        kind, value, *flags = rest.split()
        legal(kind, TIME_TYPES, r.where)
        options = dict(f.split("=", 1) for f in flags if "=" in f)
        names = {legal(f, TIME_FLAGS, r.where) for f in flags if "=" not in f}
        for start, end in find(text, words, r.where):
            t = span(text, start, end)
            core = options.get("core", "").replace("_", " ")
            skip = PREPOSITIONS.match(t["text"])
            a = start + (t["text"].index(core) if core else skip.end() if skip and skip.end() < end - start else 0)
            t |= {"core": span(text, a, a + len(core) if core else end)}
            t |= {"type": kind, "value": value, "needs_dct": "dct" in names}
            t |= dict.fromkeys(sorted(names - {"dct"}), True)
            if "shift" in options:
                t["shift"] = options["shift"]
            if "alt" in options:
                t["value_alt"] = options["alt"].split(",")
            if any(overlaps(t, f) for f in furniture):
                t["in_furniture"] = True
            out.append(t)
    out.sort(key=span_of)
    return [{"id": f"T{n}"} | t for n, t in enumerate(out, 1)]


def quoted(text: str) -> list[tuple[int, int]]:
    """Insides of quotation marks, paragraph by paragraph, outermost pairs only."""
    out = []
    for line in re.finditer(r"[^\n]+", text):
        out += [(line.start() + m.start() + 1, line.start() + m.end() - 1) for m in QUOTES.finditer(line[0])]
    return out


def build_statements(
    text: str, records: list[Record], names: dict[str, dict], structure: list[dict], furniture: list[dict]
) -> list[dict]:
    out, quotes = [], quoted(text)
    for r in records:
        ident, mode, stance, who, proposition = r.fields(5)
        k = r.keyed("c s q addr via parent continues time note flags by")
        modes, stances = mode.split("/"), stance.split("/")
        for m in modes:
            legal(m, MODES, r.where)
        for s in stances:
            legal(s, STANCES, r.where)
        ids = [] if who in ("", "-") else who.split("+")
        content = [one(text, c, r.where) for c in k["c"]]
        if not content or not proposition:
            raise GoldError(f"{r.where}: {ident} needs a proposition and a content span (c:)")
        record: dict = {
            "id": ident,
            "proposition": proposition,
            "content": content,
            "speaker_spans": [one(text, s, r.where) for s in k["s"]],
            "speaker_ids": ids,
            "speaker": [named(names, i, r.where)["canonical"] for i in ids],
            "speaker_aliases": sorted({a for i in ids for a in names[i].get("aliases", [])}),
            "cue_spans": [one(text, q, r.where) for q in k["q"]],
            "mode": modes[0],
            "stance": stances[0],
            "via": [],
        }
        members = [m for i in ids for m in names[i].get("members", [])]
        if members:
            record["speaker_members"] = members
        for v in k["via"]:
            kind, _, rest = v.partition(":")
            name, _, where_said = rest.partition(" | ")
            record["via"].append(name.strip())
            record.setdefault("via_kinds", []).append(legal(kind, VIA_KINDS, r.where))
            if where_said and "via_span" not in record:
                record["via_span"] = one(text, where_said, r.where)
        for a in k["addr"]:
            words, _, name = a.partition(" | ")
            record |= {
                "addressee_span": one(text, words, r.where),
                "addressee": names[name]["canonical"] if name in names else name,
            }
            if name in names:
                record["addressee_id"] = name
        record["quoted_spans"] = [
            span(text, max(a, c["start"]), min(b, c["end"]))
            for c in content
            for a, b in quotes
            if a < c["end"] and c["start"] < b
        ]
        if record["quoted_spans"] and modes[0] != "direct":
            record["mixed_quote"] = True
        if modes[0] == "direct" and not record["quoted_spans"]:
            raise GoldError(f"{r.where}: {ident} is direct, but its content is not inside quotation marks")
        record |= {key: alt for key, alt in (("mode_alt", modes[1:]), ("stance_alt", stances[1:])) if alt}
        record |= {key: k[key][0] for key in ("parent", "continues", "time", "note") if k[key]}
        for f in (f for line in k["flags"] for f in re.split(r"[ ,]+", line)):
            record[legal(f, STATEMENT_FLAGS, r.where)] = True
        part = next((x["kind"] for x in structure if overlaps(x, content[0])), "body")
        part = "caption" if any(overlaps(f, content[0]) and f["kind"] == "caption" for f in furniture) else part
        if part != "body":
            record["section"] = part
        out.append(record)
    known = [s["id"] for s in out]
    for s in out:
        for key in ("parent", "continues"):
            if key in s and s[key] not in known:
                raise GoldError(f"statement {s['id']}: {key} {s[key]!r} does not exist")
    unique(known, "statement")
    return out


def named(names: dict[str, dict], ident: str, where: str) -> dict:
    if ident not in names:
        raise GoldError(f"{where}: no entity or group {ident!r}")
    return names[ident]


def unique(idents: list[str], what: str) -> None:
    twice = [i for i, n in Counter(idents).items() if n > 1]
    if twice:
        raise GoldError(f"{what} id used twice: {', '.join(twice)}")


def build_claims(text: str, records: list[Record]) -> list[dict]:
    out = []
    for n, r in enumerate(records, 1):
        words, note = r.fields(2)
        out.append(one(text, words, r.where) | {"id": f"OC{n}", "note": note})
    return out


def build_events(text: str, records: list[Record], names: dict[str, dict], statements: list[dict]) -> list[dict]:
    out, known = [], {s["id"] for s in statements}
    for r in records:
        ident, kind, subtype, modality, weight = r.fields(5)
        k = r.keyed("who place date e s alt note")
        types = kind.split("/")
        for t in types:
            legal(t, EVENT_TYPES, r.where)
        agents, _, patients = (k["who"] or [""])[0].partition("->")
        sides = [[i for i in side.strip().split("+") if i and i != "-"] for side in (agents, patients)]
        date, _, source = (k["date"] or [""])[0].partition(" ")
        if date:
            legal(source, DATE_SOURCES, r.where)
        record = {
            "id": ident,
            "type": types[0],
            "subtype": subtype,
            "agents": sides[0],
            "agent_names": [named(names, i, r.where)["canonical"] for i in sides[0]],
            "patients": sides[1],
            "patient_names": [named(names, i, r.where)["canonical"] for i in sides[1]],
            "place": (k["place"] or [None])[0],
            "date": date or None,
            "date_source": source or None,
            "modality": legal(modality, MODALITIES, r.where),
            "evidence": [one(text, e, r.where) for e in k["e"]],
        }
        if not record["evidence"] or not subtype:
            raise GoldError(f"{r.where}: {ident} needs a subtype and evidence (e:)")
        if weight:
            record[legal(weight, {"main", "background"}, r.where)] = True
        if types[1:]:
            record["plover_alt"] = types[1:]
        for s in k["s"]:
            if s not in known:
                raise GoldError(f"{r.where}: no statement {s!r}")
            record["statement"] = s
        if k["note"]:
            record["note"] = k["note"][0]
        out.append(record)
    unique([e["id"] for e in out], "event")
    return out


def build_quantities(text: str, records: list[Record], names: dict[str, dict], furniture: list[dict]) -> list[dict]:
    """Head: words | value or low-high or - | comparator | unit | object | claimed by | kind and flags."""
    out = []
    for r in records:
        words, value, comparator, unit, thing, who, rest = r.fields(7)
        flags = rest.split()
        kind = next((f for f in flags if f in QUANTITY_KINDS), "cardinal")
        ids = [] if who in ("", "-") else who.split("+")
        k = r.keyed("e note")
        q = one(text, words, r.where)
        low, dash, high = value.partition("..")
        q |= {"value": None if value == "-" else number(low)}
        if dash:
            q |= {"low": number(low), "high": number(high)}
        q |= {
            "unit": unit,
            "object": thing,
            "comparator": legal(comparator, COMPARATORS, r.where),
            "kind": kind,
            "evidence": one(text, k["e"][0], r.where) if k["e"] else sentence(text, q),
            "claimed_by": [named(names, i, r.where)["canonical"] for i in ids] or ["Redaktion (eigene Stimme)"],
            "claimed_by_ids": ids or ["g_outlet"],
        }
        if "optional" in flags:
            q["optional"] = True
        if any(overlaps(q, f) for f in furniture):
            q["in_furniture"] = True
        if k["note"]:
            q["note"] = k["note"][0]
        out.append(q)
    out.sort(key=span_of)
    return [{"id": f"Q{n}"} | q for n, q in enumerate(out, 1)]


def number(words: str) -> int | float:
    return float(words) if "." in words else int(words)


def sentence(text: str, x: dict) -> dict:
    """The sentence around a span, roughly: between full stops followed by a blank and a capital, or line ends."""
    ends = [0, *(m.end() for m in re.finditer(r"(?<!\d)[.!?][“”»\"]*\s+(?=[A-ZÄÖÜ„»“\"])|\n+", text)), len(text)]
    i = bisect.bisect_right(ends, x["start"]) - 1
    stop = next(e for e in ends[i + 1 :] if e >= x["end"])
    piece = text[ends[i] : stop]
    return span(text, ends[i], ends[i] + len(piece.rstrip()))


def build_labels(text: str, records: list[Record], names: dict[str, dict], furniture: list[dict]) -> list[dict]:
    """Head: words | referent | voice | kind | whose word (id), when not the outlet's."""
    out = []
    for r in records:
        words, who, voice, kind, by = r.fields(5)
        for s in find(text, words, r.where):
            label = span(text, *s) | {
                "referent_id": who,
                "referent": named(names, who, r.where)["canonical"],
                "voice": legal(voice, VOICES, r.where),
                "by": named(names, by, r.where)["canonical"] if by else None,
                "kind": legal(kind, LABEL_KINDS, r.where),
            }
            if any(overlaps(label, f) for f in furniture):
                label["in_furniture"] = True
            out.append(label)
    out.sort(key=span_of)
    return [{"id": f"L{n}"} | x for n, x in enumerate(out, 1)]


def uncovered(text: str, entities: list[dict], skip: list[Record]) -> list[str]:
    """Places where a known name stands and no mention was marked: the annotator forgot them."""
    allowed = {s for r in skip for s in find(text, r.head, r.where, part=True)}
    marked = {(m["start"], m["end"]) for e in entities for m in e["mentions"]}
    out = []
    for e in entities:
        plain = {m["text"] for m in e["mentions"] if not (m.get("nominal") or m.get("part"))}
        for words in {e["canonical"], *e.get("aliases", []), *plain}:
            for s in occurrences(text, words, 0, len(text), part=False):
                if s not in allowed and not any(a <= s[0] and s[1] <= b for a, b in marked):
                    out.append(f"{words!r} at {s[0]}: …{text[max(0, s[0] - 20) : s[1] + 20]!r}… ({e['id']})")
    return sorted(set(out))


def build_article(path: Path, text: str | None = None) -> dict:
    """The gold of one source file; `text` is the article's where it is none of the examples (wikinews_gold.py)."""
    header, sections = parse(path)
    missing = [k for k in ("seed", "file", "dct", "outlet") if not header.get(k)]
    if missing:
        raise GoldError(f"{path.name}: header lacks {', '.join(missing)}")
    text = article_text(header) if text is None else text
    furniture = build_furniture(text, sections["furniture"])
    structure = build_structure(text, sections["structure"], furniture)
    entities = build_entities(text, sections["entities"], furniture)
    unique([e["id"] for e in entities], "entity")
    names = {e["id"]: e for e in entities}
    for r in sections["groups"]:
        ident, canonical, members = r.fields(3)
        if ident in names:
            raise GoldError(f"{r.where}: {ident} is an entity already")
        names[ident] = {"canonical": canonical, "members": [m for m in members.split("+") if m]}
    forgotten = uncovered(text, entities, sections["skip"])
    if forgotten:
        raise GoldError(
            f"{path.name}: names without a mention (mark them or list them in [skip]): " + "; ".join(forgotten)
        )
    statements = build_statements(text, sections["statements"], names, structure, furniture)
    outlet, confidence, reason = ([p.strip() for p in header["outlet"].split(" | ")] + ["", ""])[:3]
    return {
        "seed": header["seed"],
        "file": header["file"],
        "length": len(text),
        "furniture": furniture,
        "structure": structure,
        "outlet_guess": {
            "name": None if outlet == "-" else outlet,
            "evidence": [one(text, e, path.name) for e in header.get("outlet_evidence", "").split(" ; ") if e],
            "confidence": confidence or "given",
            "reason": reason or "steht in den Metadaten",
        },
        "date": {
            "dct": header["dct"],
            "earliest": header.get("earliest", header["dct"]),
            "latest": header.get("latest", header["dct"]),
            "reason": header.get("reason", "steht in den Metadaten"),
            "evidence": [one(text, e, path.name) for e in header.get("date_evidence", "").split(" ; ") if e],
        },
        "entities": entities,
        "times": build_times(text, sections["times"], furniture),
        "statements": statements,
        "outlet_claims": build_claims(text, sections["claims"]),
        "events": build_events(text, sections["events"], names, statements),
        "quantities": build_quantities(text, sections["quantities"], names, furniture),
        "labels": build_labels(text, sections["labels"], names, furniture),
    }


# ---------------------------------------------------------------- cross-article gold


def build_cross(path: Path, golds: dict[str, dict]) -> dict:
    """Replaces every {"a": seed, "q": words} by {"article", "start", "end", "text"}; checks every statement named."""
    texts = {
        seed: article_text({"file": g["file"]} | ({"text": g["_text"]} if g.get("_text") else {}))
        for seed, g in golds.items()
    }
    known = {f"{seed}:{s['id']}" for seed, g in golds.items() for s in g["statements"]}

    def resolve(x, where: str):
        if isinstance(x, list):
            return [resolve(v, where) for v in x]
        if isinstance(x, str) and re.fullmatch(r"s\w:S\w+", x) and x not in known:
            raise GoldError(f"{path.name}: {where}: no statement {x}")
        if not isinstance(x, dict):
            return x
        if set(x) >= {"a", "q"}:
            if x["a"] not in texts:
                raise GoldError(f"{path.name}: {where}: no article {x['a']!r}")
            found = one(texts[x["a"]], x["q"], f"{path.name}: {where}")
            return {"article": x["a"]} | found | {k: v for k, v in x.items() if k not in ("a", "q")}
        return {k: resolve(v, x.get("id", where)) for k, v in x.items()}

    cross = resolve(json.loads(path.read_text("utf-8")), "top")
    cross["claims"] = [expanded(c, path.name) if "groups" in c else c for c in cross.get("claims", [])]
    unique([m for c in cross["claims"] for m in c["members"]], f"{path.name}: claims: member")
    for c in cross["claims"]:
        legal(c["status"], CLAIM_STATUS, f"{path.name}: {c['id']}")
        for r in c["relations"]:
            legal(r["relation"], RELATIONS, f"{path.name}: {c['id']}")
            if not {r["a"], r["b"]} <= set(c["members"]):
                raise GoldError(f"{path.name}: {c['id']}: {r['a']} or {r['b']} is no member")
    rows = [row for rows in cross.values() if isinstance(rows, list) for row in rows if isinstance(row, dict)]
    unique([row["id"] for row in rows if "id" in row], path.name)
    return cross


def expanded(claim: dict, where: str) -> dict:
    """Members and every pair's relation: `groups` (same inside), `between` (across), `contradicting_group` (its number,
    it contradicts all others), `relations` (exceptions, pair by pair)."""
    groups, given = claim["groups"], {frozenset((r["a"], r["b"])): r for r in claim.get("relations", [])}
    place = {m: i for i, g in enumerate(groups) for m in g}
    members, pairs = list(place), []
    for n, a in enumerate(members):
        for b in members[n + 1 :]:
            same, sides = place[a] == place[b], {place[a], place[b]}
            across = "contradicts" if claim.get("contradicting_group") in sides else claim.get("between", "same")
            relation = "same" if same else across
            pair = given.pop(frozenset((a, b)), None)
            if pair is None and relation == "more_specific":
                raise GoldError(f"{where}: {claim['id']}: say which of {a} and {b} is narrower")
            pairs.append(pair or {"a": a, "b": b, "relation": relation})
    if given:
        raise GoldError(
            f"{where}: {claim['id']}: relations between statements that are no members: {[sorted(k) for k in given]}"
        )
    rest = {k: v for k, v in claim.items() if k not in ("groups", "between", "contradicting_group", "relations")}
    return rest | {"members": members, "relations": pairs}


# ---------------------------------------------------------------- writing


def build_all() -> dict[str, dict]:
    """File name below samples/ -> content, for every source that is there."""
    golds, out = {}, {}
    for path in sorted((HERE / "source").glob("*.gold")):
        gold = build_article(path)
        if gold["seed"] in golds:
            raise GoldError(f"{path.name}: seed {gold['seed']} is taken")
        golds[gold["seed"]] = gold | {"_text": parse(path)[0].get("text")}
        out[f"{gold['seed']}.json"] = gold
    for path in sorted((HERE / "source").glob("cross_*.json")):
        out[path.name] = build_cross(path, golds)
    for path in sorted((SECOND / "source").glob("*.gold")):
        out[f"{SECOND.name}/{path.stem}.json"] = build_article(path)
    return out


def printed(content: dict) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def stats(built: dict[str, dict]) -> None:
    print(f"{'':24} words mentio.  times statem. claims events quanti. labels")
    for name, g in built.items():
        if "entities" in g:
            mentions = sum(len(e["mentions"]) for e in g["entities"])
            words = sum(len(re.findall(r"\w+", b["text"])) for b in g["structure"])
            lists = ("times", "statements", "outlet_claims", "events", "quantities", "labels")
            counts = (words, mentions, *(len(g[k]) for k in lists))
            print(f"{name[:-5]} {Path(g['file']).stem[:20]:20} " + " ".join(f"{n:6}" for n in counts))
        else:
            print(name, {k: len(v) for k, v in g.items() if isinstance(v, list)})


def main(argv: list[str] | None = None) -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--check", action="store_true", help="write nothing, fail when a built file differs")
    a.add_argument("--stats", action="store_true", help="count what each article's gold holds")
    a.add_argument(
        "--only", metavar="SOURCE", help="one source/NAME.gold: check it alone and write nothing (for work in progress)"
    )
    a.add_argument("--second", action="store_true", help="--only means a file of second/source/")
    o = a.parse_args(argv)
    try:
        folder = (SECOND if o.second else HERE) / "source"
        built = {o.only: build_article(folder / o.only)} if o.only else build_all()
    except GoldError as e:
        print(e, file=sys.stderr)
        return 1
    if o.stats or o.only:
        stats(built)
    if o.only:
        return 0
    differing = [n for n, c in built.items() if not (HERE / n).is_file() or (HERE / n).read_text("utf-8") != printed(c)]
    there = [*HERE.glob("*.json"), *SECOND.glob("*.json")]
    stale = [n for n in (p.relative_to(HERE).as_posix() for p in there) if n not in built]
    if o.check:
        for n in differing + stale:
            print(f"{n} differs from its source: run python benchmarks/build_gold.py", file=sys.stderr)
        return 1 if differing or stale else 0
    for n in differing:
        (HERE / n).write_text(printed(built[n]), "utf-8")
    print(f"{len(built)} files built, {len(differing)} changed", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
