"""Every sentence of docs/privacy.md about private people has its tests."""

import ast
import re

from tests.conftest import ROOT

# The beginning of each sentence and item, and the tests that hold it.
TESTS = {
    "marks a contact as": "test_no_output_names_them",
    "A value that is neither": "test_what_is_no_clear_no_is_private",
    "Your terminal shows private people": "test_every_command_marks_them",
    "With": "test_no_command_names_them test_every_command_is_looked_at",
    "The pages and regions": "test_no_output_names_them",
    "Only lets private people out": "test_all_is_told_when_private_people_are_asked_for",
    "From prose, the whole sentence": "test_the_whole_sentence_value_row_and_line_go",
    "The next sentence": "test_the_whole_sentence_value_row_and_line_go",
    "From a log, the whole line": "test_the_whole_sentence_value_row_and_line_go",
    "The date still counts": "test_the_whole_sentence_value_row_and_line_go",
    "Any goal or other note": "test_a_note_that_is_named_after_them_goes",
    "By name, file name": "test_no_wording_is_told test_he_is_recognised",
    "Without their title": "test_names_of_many_kinds",
    "By the given name": "test_he_is_recognised test_names_of_many_kinds",
    "In the plural": "test_names_of_many_kinds test_no_wording_is_told",
    "As a tag": "test_he_is_recognised",
    "By their email": "test_he_is_recognised",
    "By every kind of link": "test_no_wording_is_told test_what_is_not_shown_is_kept",
    "By the text of a link": "test_the_whole_sentence_value_row_and_line_go",
    "When in doubt": "test_no_wording_is_told",
    "A sentence about somebody else": "test_a_form_of_a_name_that_somebody_else_bears_is_theirs",
    "The full name of": "test_others_are_told_from_him",
    "A phone number": "test_the_whole_sentence_value_row_and_line_go",
    "Names that are also": "test_everyday_words_need_a_capital",
    "A place or a language": "test_the_whole_sentence_value_row_and_line_go",
    "A nickname that": "test_others_are_told_from_him",
    "Nor can": "test_others_are_told_from_him",
    "A footnote that": "test_a_footnote_goes_alone",
    "Other contacts keep": "test_who_is_called_after_them_stays",
    "The next removes": "test_a_build_leaves_nothing_of_them test_a_page_that_cannot_be_made_anew_goes",
    "Until then": "test_check_says_where_they_are_named",
    "Copies elsewhere": "",
    "Even so, an export": "",
    "Logs stay at home": "test_the_log_stays_at_home",
    "Only you can read a file": "test_a_new_file_is_the_owners_and_an_old_one_keeps_its_rights",
}


def _sentences() -> list[str]:
    """What the page says of private people, by sentence, without marks."""
    page = (ROOT / "docs/privacy.md").read_text("utf-8")
    section = page.partition("## Private people\n")[2].partition("\nAfter that, your export")[0]
    section = re.sub(r"^#+ .*$", "", section, flags=re.MULTILINE)
    section = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", section)
    section = re.sub(r"`[^`]*`|[*]", "", section)
    found = []
    for block in re.split(r"\n\n|\n(?=- )", section):
        text = " ".join(block.removeprefix("- ").split())
        found += [one.strip(" ,") for one in re.split(r"(?<=[.:])\s+(?=[A-Z])", text)]
    return [one for one in found if one]


def test_every_sentence_has_its_tests() -> None:
    assert len(_sentences()) > 25
    for sentence in _sentences():
        assert any(sentence.startswith(start) for start in TESTS), sentence


def test_no_test_is_of_a_sentence_that_is_gone() -> None:
    sentences = _sentences()
    for start in TESTS:
        assert any(sentence.startswith(start) for sentence in sentences), start


def test_the_tests_are_there() -> None:
    known = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        known |= {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    for names in TESTS.values():
        assert set(names.split()) <= known
