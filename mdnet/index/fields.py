"""The fields of the index: what a note's words and links are filed under."""

# Fields of words, with the number of words they typically hold.
TYPICAL_LENGTH = {
    "name": 3.0,
    "roles": 3.0,
    "organizations": 3.0,
    "offers": 8.0,
    "skills": 6.0,
    "interests": 6.0,
    "tags": 3.0,
    "circles": 2.0,
    "city": 1.0,
    "languages": 2.0,
    "needs": 6.0,
    "about": 50.0,
    "via": 15.0,
    "neg": 10.0,
    "log": 40.0,
    "extra": 6.0,
    "mention": 60.0,
    "linked": 6.0,
}
# Fields of whole keys: which notes link to a name, and which of them count as contact.
LINK = "link"
CONTACT_DAY = "contact_day"
FIELDS = (*TYPICAL_LENGTH, LINK, CONTACT_DAY)
