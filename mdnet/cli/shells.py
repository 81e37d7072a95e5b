"""How bash, zsh and fish ask for completions, and how each of them quotes words.

The words come from a vault that somebody else may have written, and end up on a command line
that the user runs. zsh and fish quote the words they insert. bash inserts them unchanged, so
words for bash are quoted here. Other shells get no completion.
"""

import os
import re
from typing import Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    split_arg_string,
)

from mdnet.util.text import safe_text

VARIABLE: Final = "_MDNET_COMPLETE"

# Quotes keep bash from expanding a word here. Its second argument is the part of the line that
# bash will replace: it begins after an open quote, or after the last of COMP_WORDBREAKS.
_BASH = """\
%(complete_func)s() {
    local kind word
    COMPREPLY=()
    while IFS=, read -r kind word; do
        case $kind in
            plain) COMPREPLY+=("$word") ;;
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
        esac
    done <<< "$(env MDNET_LINE="${COMP_LINE:0:COMP_POINT}" MDNET_WORD="$2" \
%(complete_var)s=bash_complete %(prog_name)s)"
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

# click's own script cuts a name at its first comma.
_FISH = """\
function %(complete_func)s
    set -l line COMP_WORDS=(commandline -cp | string collect)
    set -l word COMP_CWORD=(commandline -ct | string collect)
    set -l response (env %(complete_var)s=fish_complete $line $word %(prog_name)s)
    for completion in $response
        set -l parts (string split --max 1 "," -- $completion)
        switch $parts[1]
            case dir
                __fish_complete_directories (commandline -ct)
            case file
                __fish_complete_path (commandline -ct)
            case plain
                printf '%%s\\n' $parts[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""

# What bash would not take literally: outside of quotes, and inside of double quotes.
_SPECIAL = re.compile(r"[^A-Za-z0-9_.,/+%\x80-\U0010ffff-]")
_SPECIAL_IN_QUOTES = re.compile(r'[\\"$`]')


class _Harmless(ShellComplete):
    """Completion that only offers what can be taken for nothing but a word."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """The words to offer; none if the line is not ours."""
        try:
            items = super().get_completions(args, incomplete)
        except click.ClickException:
            return []
        return [item for item in items if _is_harmless(item, incomplete)]


def _is_harmless(item: CompletionItem, incomplete: str) -> bool:
    """Whether a word has no control character and cannot be taken for an option.

    A name may be typed as several arguments, so each of its words counts. Options are only
    offered once one is begun.
    """
    if item.type != "plain":
        return True
    value: str = item.value
    words = value.split()
    if any(word.startswith("-") for word in words):
        return incomplete.startswith("-") and len(words) == 1
    return safe_text(value) == value


class _Bash(_Harmless, BashComplete):
    """Completion for bash, within the quotes that the user has opened."""

    source_template = _BASH

    def complete(self) -> str:
        """The kinds and words to offer, one per line."""
        line = os.environ.get("MDNET_LINE", "")
        start, quote = _last_word(line)
        args, typed = split_arg_string(line[:start])[1:], line[start:]
        incomplete = _unquoted(typed)
        items = self.get_completions(args, incomplete)
        others = [f"{item.type}," for item in items if item.type != "plain"]

        replaced = os.environ.get("MDNET_WORD", "")
        if not typed.endswith(replaced):
            return "\n".join(others)
        kept = _unquoted(typed.removesuffix(replaced))
        option = _option_before_value(incomplete)
        words = [option + item.value for item in items if item.type == "plain"]
        rests = [word[len(kept) :] for word in words if word.startswith(kept)]
        return "\n".join([*others, *(f"plain,{word}" for word in quoted_for_bash(rests, quote))])


def _last_word(line: str) -> tuple[int, str]:
    """Where the last word of a line begins as bash reads it, and the quote open there."""
    start, quote, escaped = 0, "", False
    for place, letter in enumerate(line):
        if escaped:
            escaped = False
        elif letter == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in " \t\n":
            start = place + 1
    return start, quote


def _unquoted(word: str) -> str:
    return "".join(split_arg_string(word)[:1])


def _option_before_value(word: str) -> str:
    """The ``--group=`` in ``--group=pri``; the offered value does not repeat it."""
    option, equals, _ = word.partition("=")
    return option + equals if equals and option.startswith("-") else ""


def quoted_for_bash(words: list[str], quote: str = "") -> list[str]:
    """Words, quoted so that bash takes them literally.

    Args:
        words: the words, each on one line.
        quote: the quote that is open before them, if any. The quoted words repeat it, which
            bash notices. In double quotes, words with ``!`` are left out: there is no way to
            keep bash from looking into its history.
    """
    if quote == '"':
        return [f'"{_escaped(word, _SPECIAL_IN_QUOTES)}"' for word in words if "!" not in word]
    if not quote:
        plain = [_escaped(word, _SPECIAL) for word in words]
        # bash inserts the common beginning of several words, which must not end inside an escape.
        common = _common_start([word.casefold() for word in plain])
        backslashes = len(common) - len(common.rstrip("\\"))
        if backslashes % 2 == 0:
            return plain
    return ["'" + word.replace("'", "'\\''") + "'" for word in words]


def _common_start(words: list[str]) -> str:
    first, last = min(words, default=""), max(words, default="")
    length = 0
    while first[length : length + 1] == last[length : length + 1] != "":
        length += 1
    return first[:length]


def _escaped(word: str, special: re.Pattern[str]) -> str:
    return special.sub(r"\\\g<0>", word)


class _Zsh(_Harmless, ZshComplete):
    """Completion for zsh, which quotes what it inserts."""


class _Fish(_Harmless, FishComplete):
    """Completion for fish, which quotes what it inserts."""

    source_template = _FISH

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor's, and what is typed of that one."""
        words = split_arg_string(os.environ.get("COMP_WORDS", ""))
        typed = os.environ.get("COMP_CWORD", "")
        return words[1 : -1 if typed else None], _unquoted(typed)

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """The words to offer, without ``~ana``: fish would take it for a home folder."""
        items = super().get_completions(args, incomplete)
        return [item for item in items if not item.value.startswith("~")]


_SHELLS: Final[dict[str, type[ShellComplete]]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def answer(program: click.Command, wish: str) -> int:
    """Print what a shell asks for; return the exit code.

    Args:
        program: the command line to complete.
        wish: such as ``bash_source`` for the script that sets up completion in bash, or
            ``bash_complete`` for the words to offer now.
    """
    shell, _, what = wish.partition("_")
    if shell not in _SHELLS or what not in ("source", "complete"):
        return 1
    completion = _SHELLS[shell](program, {}, "mdnet", VARIABLE)
    click.echo(completion.source() if what == "source" else completion.complete(), nl=False)
    return 0
