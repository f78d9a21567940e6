"""How the room and the process that makes its exports talk: frames with a length, over the process' own pipes.

The room sends orders: a wish under a number, then the number again for every part it wants, or that it wants no more.
For each the process answers with one word. So nothing is made faster than it is taken, and several are made in turn.
Where a word takes long, it says meanwhile that it is at work.
"""

from __future__ import annotations

import struct
from typing import IO, Literal, TypeVar

import msgspec

from quellenlage.web.making import Wish

LENGTH = struct.Struct("<I")

NOBODY = 0
"""The id of no export: they are numbered from one."""

Frame = TypeVar("Frame", "Order", "Word")


class Order(msgspec.Struct, frozen=True):
    """What the room wants of export `id`: to have it begun (with a wish), its next part, or nothing more (`drop`)."""

    id: int
    wish: Wish | None = None
    drop: bool = False


class Word(msgspec.Struct, frozen=True):
    """What the process says of export `id`: `begun` with the file's name and, where known, its bytes; a `part`; `done`;
    or `fault` with a code of `faults.FAULTS`. Under the id `NOBODY` it is `alive`, and nobody has ordered that."""

    id: int
    kind: Literal["begun", "part", "done", "fault", "alive"]
    name: str = ""
    size: int | None = None
    code: str = ""
    content: bytes = b""


def send(pipe: IO[bytes], frame: Order | Word) -> None:
    """Send one frame. Raises OSError where nobody listens."""
    packed = msgspec.msgpack.encode(frame)
    pipe.write(LENGTH.pack(len(packed)) + packed)
    pipe.flush()


def heard(pipe: IO[bytes], kind: type[Frame]) -> Frame | None:
    """The next frame, waited for; None when the other side is gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    size = LENGTH.unpack(head)[0]
    packed = pipe.read(size)
    return msgspec.msgpack.decode(packed, type=kind) if len(packed) == size else None
