"""Columns of numbers, as they are named in annotations: `array[int]` cannot be written down at run time."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Integers = array[int]
    Reals = array[float]
else:
    Integers = Reals = array
