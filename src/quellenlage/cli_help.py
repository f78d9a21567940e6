"""Help pages and usage faults of the command line, in the language of the interface.

The library that parses the command line writes both in English. Here the pages are written anew from what the commands
declare, and a fault becomes one line like every other: what is wrong, and which page tells how it is done.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any, ClassVar

from typer.core import TyperCommand, TyperGroup

from quellenlage.errors import UsageError
from quellenlage.report.faults import fault
from quellenlage.report.translate import LANGUAGES, Translator, translator
from quellenlage.settings import read_settings

WRONG_USAGE = 2
CHOSEN: ContextVar[str | None] = ContextVar("ui", default=None)
"""The language that `--ui` names, wherever on the command line it stands: a help page is printed before options are
read."""


class Command(TyperCommand):
    """A command whose help is in the language of the interface."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        write_help(self, ctx, formatter)


class WithWords(Command):
    """A command whose arguments are words that may begin with a minus (`-Personal`: without it); what begins with two
    is an option, and there is no other one than those it declares. Behind `--` everything is a word."""

    settings: ClassVar[dict[str, Any]] = {
        # -h would be read out of every word that begins with -h
        "context_settings": {"ignore_unknown_options": True, "help_option_names": ["--help"]}
    }

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse an option that there is not, before it is taken for a word."""
        end = args.index("--") if "--" in args else len(args)
        known = {name for p in self.params for name in p.opts} | set(ctx.help_option_names)
        for given in args[:end]:
            name = given.partition("=")[0]
            if name.startswith("--") and name not in known:
                ctx.fail(f"No such option: {name}")
        read = ["--help" if given == "-h" else given for given in args[:end]]
        return super().parse_args(ctx, read + args[end:])


class Group(TyperGroup):
    """A group of commands whose help is in the language of the interface."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        write_help(self, ctx, formatter)


class Program(Group):
    """The program itself: finds the language first, and says in one line what is wrong with a call."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Remember the language before anything is parsed."""
        CHOSEN.set(language_in(args))
        return super().parse_args(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; a call that cannot be understood ends with code 2."""
        settings = {"complete_var": complete_var, "windows_expand_args": windows_expand_args, **extra}
        try:
            done = super().main(args=args, prog_name=prog_name, standalone_mode=False, **settings)
        except Exception as error:
            # only the library's own faults have a message made for the user and a code to end with
            if not hasattr(error, "format_message") or not standalone_mode:
                raise
            print(told(error, speaker()), file=sys.stderr)
            done = WRONG_USAGE
        if standalone_mode:
            sys.exit(done or 0)
        return done


def write_help(command: Any, ctx: Any, formatter: Any) -> None:
    """Usage, purpose, arguments, options and commands of one command."""
    _ = speaker()
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    inside = getattr(command, "commands", {})
    pieces = [_argument(p) for p in arguments] + [_("[OPTIONS]")] + ([_("COMMAND ...")] if inside else [])
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{_('Usage')}: ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_said(command.help, _))
    parts = {
        _("Arguments"): [(_argument(p), _said(p.help, _)) for p in arguments],
        _("Options"): [*((_option(p), _about(p, _)) for p in options), ("-h, --help", _("Show this page and stop."))],
        _("Commands"): [(name, _said(c.help, _)) for name, c in inside.items() if not c.hidden],
    }
    for title, rows in parts.items():
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)


def told(error: Any, _: Translator) -> str:
    """What is wrong with a call, in one line; for a call without arguments, the page itself."""
    message = error.format_message()
    if not message or "\n" in message.strip():
        return str(message)
    ctx = getattr(error, "ctx", None)
    page = f"{ctx.command_path} --help" if ctx is not None else "quellenlage --help"
    return f"quellenlage: {fault(' '.join(message.split()).rstrip('.'), _)}: " + _("see {command}").format(command=page)


def speaker() -> Translator:
    """The translator for the language named by `--ui`, else by the settings; German where those cannot be read."""
    try:
        return translator(CHOSEN.get() or read_settings().ui)
    except UsageError:
        return translator("de")


def language_in(args: Sequence[str]) -> str | None:
    """The language that `--ui` names among the arguments; None where it names none, or one that there is not."""
    for at, argument in enumerate(args):
        name, equals, value = argument.partition("=")
        given = value if equals else (args[at + 1] if at + 1 < len(args) else "")
        if name == "--ui" and given in LANGUAGES:
            return given
    return None


def _said(text: str | None, _: Translator) -> str:
    told = _(text) if text else ""
    return fault(told, _) if told == text else told


def _argument(parameter: Any) -> str:
    shown = f"{parameter.metavar}{'...' if parameter.nargs == -1 else ''}"
    return shown if parameter.required else f"[{shown}]"


def _option(parameter: Any) -> str:
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {parameter.metavar or parameter.name.strip('_').upper()}"


def _about(parameter: Any, _: Translator) -> str:
    """What an option does, and what holds without it."""
    text, default = _said(parameter.help, _), parameter.default
    if parameter.is_flag or default in (None, "") or callable(default):
        return text
    return f"{text} " + _("(default: {value})").format(value=default)
