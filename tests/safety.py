"""What may go to a terminal, said a second time and in another way than the product does."""

import unicodedata


def is_safe(text: str) -> bool:
    """Whether a text holds nothing that moves the cursor, hides or reorders text."""
    return all(
        letter in "\n\t\u200c\u200d\u200e\u200f\u061c" or unicodedata.category(letter)[0] not in "CZ" or letter == " "
        or unicodedata.category(letter) in {"Zs", "Cn"}
        for letter in {*text}
    )  # fmt: skip


def acts_on_nobody(text: str) -> bool:
    """Whether a file holds nothing that would act on a terminal, but its line ends."""
    return not any(
        letter in "\u2028\u2029" or unicodedata.category(letter) == "Cc"
        or unicodedata.bidirectional(letter) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        for letter in {*text.replace("\r\n", "\n")} - {"\n", "\t"}
    )  # fmt: skip
