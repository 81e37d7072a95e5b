"""How address books name ties between people, and which key of a note each is.

Tables only: RFC 6350 section 6.6.6 (RELATED), the labels of Apple's and Google's address
books, and the keys of the note format.
"""

from typing import Final

from mdnet.model.keys import names_of_kind

RELATED_TYPES: Final = {
    "spouse": "spouse",
    "parent": "parents",
    "child": "children",
    "sibling": "siblings",
    "colleague": "colleagues",
    "neighbor": "neighbours",
    "acquaintance": "knows",
}
"""The types of RELATED that say exactly what a key says."""

OTHER_RELATED_TYPES: Final = {
    "co-worker": "colleagues",
    "friend": "knows",
    "contact": "knows",
    "met": "knows",
    "kin": "relatives",
    "co-resident": "housemates",
    "agent": "assistant",
}

LABELS: Final = {
    "spouse": "spouse",
    "partner": "partner",
    "parent": "parents",
    "child": "children",
    "sibling": "siblings",
    "manager": "boss",
    "assistant": "assistant",
}
"""The labels of related names that say exactly what a key says."""

OTHER_LABELS: Final = {
    **dict.fromkeys(("wife", "husband"), "spouse"),
    **dict.fromkeys(("domestic_partner", "domestic partner", "domesticpartner"), "partner"),
    **dict.fromkeys(("boyfriend", "girlfriend", "fiance", "fiancé", "fiancée"), "partner"),
    **dict.fromkeys(("mother", "father"), "parents"),
    **dict.fromkeys(("brother", "sister"), "siblings"),
    **dict.fromkeys(("son", "daughter"), "children"),
    **dict.fromkeys(("referred_by", "referred by", "referredby"), "introduced_by"),
    **dict.fromkeys(("boss", "supervisor"), "boss"),
    **dict.fromkeys(("colleague", "co-worker", "coworker"), "colleagues"),
    **dict.fromkeys(("neighbor", "neighbour"), "neighbours"),
    **dict.fromkeys(("relative", "kin"), "relatives"),
    **dict.fromkeys(("mentor",), "mentor"),
}

ANDROID: Final = (
    "", "assistant", "brother", "child", "domestic_partner", "father", "friend", "manager",
    "mother", "parent", "partner", "referred_by", "relative", "sister", "spouse",
)  # fmt: skip
"""The labels that Android has numbers for; 0 is one of the user's own."""

PROPERTIES: Final = {
    **{f"X-{maker}SPOUSE": "spouse" for maker in ("", "EVOLUTION-", "MS-", "KADDRESSBOOK-X-")},
    **{f"X-{maker}MANAGER": "boss" for maker in ("", "EVOLUTION-", "MS-")},
    **{f"X-{maker}ASSISTANT": "assistant" for maker in ("", "EVOLUTION-", "MS-")},
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "boss",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "X-MS-CHILD": "children",
}


OUR_LABELS: Final = frozenset(names_of_kind("links")) - frozenset(LABELS.values())
"""Keys that are labels as they are, where no address book has a word for them."""

LABEL_OF: Final = {
    **{kind: kind for kind in OUR_LABELS},
    **{kind: label.capitalize() for label, kind in LABELS.items()},
}
"""The label for each key that ``kind_of_label`` turns back into this key."""


def kind_of_label(label: str) -> tuple[str, bool]:
    """The key for a label, and whether the key says all that the label says."""
    lowered = label.strip().lower()
    if lowered in OUR_LABELS:
        return lowered, True
    if lowered in LABELS:
        return LABELS[lowered], True
    return OTHER_LABELS.get(lowered, "knows"), False


def kind_of_types(types: list[str]) -> tuple[str, bool]:
    """The key for the types of RELATED, and whether it says all that they say."""
    for known, whole in ((RELATED_TYPES, len(types) == 1), (OTHER_RELATED_TYPES, False)):
        for one in types:
            if one in known:
                return known[one], whole
    return "knows", False
