"""British spelling led to American, so that a note and a goal meet in one form.

Works on single words in lower case. Only what differs in writing: ``flat`` and
``apartment`` are different words, and the business of the thesaurus.
"""

from mdnet.util.patterns import late_pattern

# Words that end in -ise in every English.
_ALWAYS_ISE = (
    "advertise advise apprise arise braise bruise chastise circumcise comprise compromise concise "
    "cruise demise despise devise disguise enterprise excise exercise expertise franchise "
    "improvise incise likewise merchandise noise otherwise paradise poise practise praise precise "
    "premise promise raise reprise revise rise supervise surprise surmise televise treatise wise"
).split()
_STEMS_OF_ALWAYS_ISE = frozenset(word[:-1] for word in _ALWAYS_ISE)
_ISE = late_pattern(r"(?P<head>\w{2,}is)(?P<tail>e|es|ed|er|ers|ing|ation|ations|ational)")

# Beginnings of words; the longest that fits is replaced.
_BEGINNINGS = {
    "aeroplane": "airplane", "aesthet": "esthet", "aluminium": "aluminum", "anaem": "anem",
    "anaesth": "anesth", "armour": "armor", "analys": "analyz", "behaviour": "behavior",
    "cancell": "cancel", "candour": "candor", "catalogue": "catalog", "centre": "center",
    "cheque": "check", "chilli": "chili", "clamour": "clamor", "colour": "color",
    "cosy": "cozy", "counsell": "counsel", "defence": "defense", "dialogue": "dialog",
    "diarrhoea": "diarrhea", "draught": "draft", "encyclopaed": "encycloped",
    "endeavour": "endeavor", "favour": "favor", "fervour": "fervor", "fibre": "fiber",
    "flavour": "flavor", "foetus": "fetus", "fuell": "fuel", "fulfil": "fulfill",
    "glamour": "glamor", "grey": "gray", "gynaecol": "gynecol", "haemo": "hemo",
    "harbour": "harbor", "honour": "honor", "humour": "humor", "instalment": "installment",
    "jewell": "jewel", "jewellery": "jewelry", "kerb": "curb", "labell": "label", "labour": "labor",
    "licence": "license", "litre": "liter", "manoeuvr": "maneuver",
    "manoeuvre": "maneuver", "metre": "meter",
    "modell": "model", "mould": "mold", "moustache": "mustache", "neighbour": "neighbor",
    "odour": "odor", "oestr": "estr", "offence": "offense", "organisation": "organization",
    "orthopaed": "orthoped", "paediatr": "pediatr", "parlour": "parlor", "plough": "plow",
    "practis": "practic", "pretence": "pretense", "programme": "program", "pyjama": "pajama",
    "quarrell": "quarrel", "rumour": "rumor", "saviour": "savior", "savour": "savor",
    "sceptic": "skeptic", "signall": "signal", "skilful": "skillful", "smoulder": "smolder",
    "splendour": "splendor", "theatre": "theater", "travell": "travel", "tumour": "tumor",
    "tyre": "tire", "tyres": "tires", "vapour": "vapor", "vigour": "vigor", "woollen": "woolen",
}  # fmt: skip
_LENGTHS = range(max(map(len, _BEGINNINGS)), min(map(len, _BEGINNINGS)) - 1, -1)
# What already is American and would be spoilt: fulfill, and programmer by programme.
_KEEP = ("fulfill", "programmer", "programmed", "programming")


def american(word: str) -> str:
    """An English word in lower case with its American spelling."""
    word = _with_american_beginning(word)
    ending = _ISE.fullmatch(word)
    if ending and ending["head"] not in _STEMS_OF_ALWAYS_ISE:
        word = ending["head"][:-1] + "z" + ending["tail"]
    return word


def _with_american_beginning(word: str) -> str:
    for length in _LENGTHS:
        american_beginning = _BEGINNINGS.get(word[:length])
        if american_beginning:
            return word if word.startswith(_KEEP) else american_beginning + word[length:]
    return word
