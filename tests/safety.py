"""What may go to a terminal, said a second time and in another way than the product does."""

import unicodedata


def is_safe(text: str) -> bool:
    """Tell whether a text holds nothing that moves the cursor, hides or reorders text."""
    return all(
        letter in "\n\t\u200d" or unicodedata.category(letter)[0] not in "CZ" or letter == " "
        or unicodedata.category(letter) in {"Zs", "Cn"}
        for letter in text
    )  # fmt: skip
