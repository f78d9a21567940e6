"""Days as programs send them: the calendar as a pattern, so that the description says exactly what is accepted."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

YEAR = r"(\d{3}[1-9]|\d\d[1-9]0|\d[1-9]00|[1-9]000)"
LEAP_YEAR = r"(\d\d(0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26]|0[48])00)"
DAYS = (
    r"(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])",
    r"(0[469]|11)-(0[1-9]|[12]\d|30)",
    r"02-(0[1-9]|1\d|2[0-8])",
)
PATTERN = rf"^({YEAR}-({'|'.join(DAYS)})|{LEAP_YEAR}-02-29)?$"
"""An ISO day that the calendar has, or nothing."""

FromDay = Annotated[str, Query(alias="from", pattern=PATTERN, description="An ISO day.")]
ToDay = Annotated[str, Query(pattern=PATTERN, description="An ISO day.")]
