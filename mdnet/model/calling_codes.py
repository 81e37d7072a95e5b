"""The calling codes of countries, and the trunk prefixes dialled within each.

By ITU-T E.164 and the national numbering plans. A table rather than a library of
phone numbers: this is all it takes to compare two spellings of a number.
"""

from functools import cache

# The country, as ISO 3166 has it, its calling code, and its trunk prefix, if it has one.
_TABLE = """
    AD:376: AE:971:0 AF:93:0 AL:355:0 AM:374:0 AR:54:0 AT:43:0 AU:61:0 BA:387:0 BB:1:1
    BD:880:0 BE:32:0 BG:359:0 BH:973: BO:591:0 BR:55:0 BS:1:1 BY:375:8 CA:1:1 CH:41:0
    CI:225: CL:56: CM:237: CN:86:0 CO:57:0 CR:506: CU:53:0 CY:357: CZ:420: DE:49:0 DK:45:
    DO:1:1 DZ:213:0 EC:593:0 EE:372: EG:20:0 ES:34: ET:251:0 FI:358:0 FR:33:0 GB:44:0
    GE:995:0 GH:233:0 GR:30: GT:502: HK:852: HN:504: HR:385:0 HU:36:06 ID:62:0 IE:353:0
    IL:972:0 IN:91:0 IQ:964:0 IR:98:0 IS:354: IT:39: JM:1:1 JO:962:0 JP:81:0 KE:254:0
    KG:996:0 KH:855:0 KR:82:0 KW:965: KZ:7:8 LA:856:0 LB:961:0 LI:423:0 LK:94:0 LT:370:8
    LU:352: LV:371: LY:218:0 MA:212:0 MC:377: MD:373:0 ME:382:0 MK:389:0 MM:95:0 MN:976:0
    MO:853: MT:356: MX:52: MY:60:0 NG:234:0 NI:505: NL:31:0 NO:47: NP:977:0 NZ:64:0 OM:968:
    PA:507: PE:51:0 PH:63:0 PK:92:0 PL:48: PR:1:1 PS:970:0 PT:351: PY:595:0 QA:974: RO:40:0
    RS:381:0 RU:7:8 SA:966:0 SD:249:0 SE:46:0 SG:65: SI:386:0 SK:421:0 SM:378: SN:221:
    SV:503: SY:963:0 TH:66:0 TM:993:8 TN:216: TR:90:0 TT:1:1 TW:886:0 TZ:255:0 UA:380:0
    UG:256:0 US:1:1 UY:598:0 UZ:998:0 VA:39: VE:58:0 VN:84:0 XK:383:0 YE:967:0 ZA:27:0
    ZM:260:0 ZW:263:0
"""


@cache
def _codes() -> dict[str, tuple[str, str]]:
    rows = (row.split(":") for row in _TABLE.split())
    return {country: (code, trunk) for country, code, trunk in rows}


def is_country(text: str) -> bool:
    """Whether the calling code of a country is known by these two letters, such as CH."""
    return text.upper() in _codes()


def calling_code(country: str) -> str:
    """The calling code of a country, such as ``41``; empty when it is not known."""
    return _codes().get(country.upper(), ("", ""))[0] if country else ""


def trunk_prefix(country: str) -> str:
    """The digits before a number dialled within a country, such as ``0``; may be empty."""
    return _codes().get(country.upper(), ("", ""))[1]
