"""Every number of the ranking, in one place and with a name.

They were set on a benchmark of everyday goals; see docs/relevance.md before changing one.
"""

# What a match in a field is worth: what somebody does counts most.
FIELD_WEIGHTS = {
    "roles": 1.0,
    "offers": 1.0,
    "skills": 1.0,
    "organizations": 0.75,
    "about": 0.62,
    "tags": 0.6,
    "circles": 0.3,
    "languages": 0.6,
    "via": 0.55,
    "interests": 0.45,
    "extra": 0.4,
    "log": 0.25,
    "city": 0.3,
    "name": 0.15,
}
# A word that occurs in names only was meant as a name.
NAME_ALONE = 1.0
# What a sentence in somebody's note says of a person it links to.
TOLD = 0.8
# Fields that speak of what somebody lacks or shuns: never a reason to ask them.
AGAINST = ("needs", "neg")

# A leaf is worth w · min(1.15, .45 + .55·tf) · (.5 + .5·idf), tf and idf from 0 to 1.
LEAF_BASE, LEAF_TF, LEAF_MOST = 0.45, 0.55, 1.15
IDF_BASE, IDF_SHARE, IDF_FULL = 0.5, 0.5, 6.0
# BM25's saturation; its length share is folded into the weights of the index.
SATURATION = 0.4

# The strongest leaf of an idea counts whole, the next few a little.
NEXT_LEAVES, NEXT_LEAVES_COUNTED = 0.2, 3
# How much it matters that all ideas of the goal are met.
COVERAGE_BASE, COVERAGE_SHARE = 0.4, 0.6
# How much of it a word counts that stands nowhere in the vault.
FOUND_NOWHERE = 0.5
WHOLE_GOAL_IN_ONE_PASSAGE = 1.25

# Alternatives of a word that was typed.
TYPED = 1.0
CORRECTED = 0.85
COMPLETED = 0.7
# Neighbouring words whose initials are an organisation.
ACRONYM = 0.8
# Words that say little by themselves (place, start, learn …).
WEAK_WORD = 0.35
# How much a word says by its length in the word table: little up to the first number, all
# from there on by the second; never less than the third.
SAYS_NOTHING, SAYS_RANGE, SAYS_LEAST = 0.25, 0.45, 0.15
# Words beside those that the thesaurus knew.
BESIDE_A_NEED = 0.2
# One word alone of several that say the need together.
PART_OF_A_NEED = 0.4
# What the thesaurus brings in: whom to ask, what hints at them, the need itself in a note.
ASK, ALSO, SAY = 1.0, 0.3, 0.6
# A word of an ask that has several, alone.
PART_OF_AN_ASK = 0.25
# Where what a need brings in is looked for: never in names and places (a Carpenter is no
# carpenter), and the need itself only where people tell what they do about it.
NEED_FIELDS = (
    "roles",
    "offers",
    "skills",
    "organizations",
    "about",
    "tags",
    "languages",
    "via",
    "interests",
    "extra",
    "log",
)
SAY_FIELDS = ("roles", "offers", "skills", "about", "via", "interests")
# Who asks for one trade must not be shown its neighbours first.
NEIGHBOURING_TRADE = 0.6

# A need that the word table finds alike: how alike it must be, how many are taken, and
# the share MOST · min(1, BASE + (cos - LEAST) / RANGE) of what they bring in.
ALIKE_LEAST, ALIKE_TAKEN = 0.42, 2
ALIKE_MOST, ALIKE_BASE, ALIKE_RANGE = 1.0, 0.4, 0.3
# A need that the goal merely resembles, where its words met others in full.
NEIGHBOURING_NEED = 0.3
# Of a need's likeness, the part of its nearest phrase; the rest is the whole entry's.
ALIKE_PHRASE = 0.6
# What the likeness of a person as a whole adds: nothing up to one standard deviation of
# the vault, all from four; alone it brings up the few who stand out farthest.
LIKE_FROM, LIKE_RANGE, LIKE_MOST = 1.0, 3.0, 0.5
LIKE_ALONE, LIKE_SHOWN = 1.8, 12
# It adds no more than words and needs come to together, or than this.
LIKE_BY_ITSELF = 0.25
# The better of what was typed and what is alike, and a little of the other.
LESSER_SHARE = 0.3

# Somebody who needs or shuns the thing themselves: hints (alternatives of less weight) do
# not count, and only who clearly does is listed apart.
AGAINST_LEAST, APART_LEAST = 0.5, 0.35
AGAINST_OUTWEIGHS = 0.6
AGAINST_STRONG, AGAINST_SLIGHT = 0.25, 0.6

# A word that is a city of the vault.
IN_TOWN, OUT_OF_TOWN = 1.15, 0.45

# An introduction is worth less than knowing somebody, the less the weaker the tie.
GHOST_BASE, GHOST_TIE = 0.6, 0.3

# Words, needs and likeness together come to more than words alone; this leads both to one
# scale, on which "strong" is right about as often.
WITH_SENSES = 0.75
BAND_STRONG, BAND_GOOD, BAND_MAYBE = 0.7, 0.5, 0.15
NO_STRONG_MATCH = 0.3

# How many of the best notes are read closely.
CANDIDATES = 160

# The kind of a goal tilts towards close people or towards acquaintances.
CLOSE_KINDS = ("support", "skill")
CLOSE_BASE, CLOSE_TIE, CLOSE_PRIMARY = 0.85, 0.30, 0.05
LOOSE_KINDS = ("information", "resource", "job")
LOOSE_TIE = 0.10
TILT_MOST = 0.15

# A tie below this is better approached through somebody closer, when there is one.
WEAK_TIE = 0.4
