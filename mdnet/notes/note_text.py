"""The text of a note below its front matter; each part is read once, when asked for.

Knows where the text begins in the file, but nothing of front matter or kinds of notes.
"""

from functools import cached_property

from mdnet.model.contact import Link
from mdnet.notes.hidden import UNREAD, HiddenSpan, blanked, cut, hidden_in
from mdnet.notes.inline import InlineField, fields_in
from mdnet.notes.links import defined_targets, read_links
from mdnet.notes.regions import without_regions
from mdnet.notes.tags import may_have_tags, tags_in, without_tag_lines


class NoteText:
    """A text, and its hidden parts."""

    def __init__(self, written: str) -> None:
        """Take the text as it is written, with any line ends."""
        self.written = written

    @cached_property
    def _spans(self) -> tuple[str, list[HiddenSpan]]:
        """The text without regions that mdnet filled in, and its hidden parts."""
        text = self.written.replace("\r\n", "\n") if "\r" in self.written else self.written
        text = without_regions(text)
        return text, hidden_in(text)

    @cached_property
    def body(self) -> str:
        """The text with everything in its place, and spaces where something is hidden."""
        return blanked(*self._spans, UNREAD)

    @property
    def words(self) -> str:
        """The text without hidden parts and lines of tags; every line is in its place."""
        words = cut(*self._spans, UNREAD)
        return without_tag_lines(words) if self.tags else words

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tags in the text."""
        if not may_have_tags(self.written):
            return ()
        return tags_in(blanked(*self._spans, UNREAD | {"words"}))

    @cached_property
    def fields(self) -> tuple[InlineField, ...]:
        """The fields in the text."""
        return fields_in(self.body)

    def hidden_links(self) -> tuple[Link, ...]:
        """The links in comments and those of definitions, without their places."""
        text, spans = self._spans
        comments = (text[one.start : one.end] for one in spans if one.kind == "comment")
        found = [link for comment in comments for link in read_links(comment, 0)]
        found += [Link(target, target, 0, 0) for target in defined_targets(self.body)]
        return tuple(dict.fromkeys(Link(link.target, link.text, 0, 0, False) for link in found))
