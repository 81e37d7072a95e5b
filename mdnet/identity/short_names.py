"""Short forms of given names: ``Tina`` for Christina, Martina or Bettina.

The most common in English, German, French, Italian, Spanish, Dutch, Polish and Russian; by hand.
"""

from functools import cache
from typing import Final

_TABLE: Final = """
abby:abigail alex:alexander,alexandra,alexandre,alejandro,alessandro,alexis ali:alison,alice
andi:andreas,andrea andy:andrew,andreas ann:anna,anne,annette anni:anna,annemarie antje:anna
anton:antonius babs:barbara bea:beatrice,beatrix beate:beatrix becky:rebecca ben:benjamin,benedikt
benni:benjamin bernd:bernhard bert:albert,herbert,hubert,robert beth:elizabeth
betty:elizabeth,bettina bill:william billy:william bob:robert bobby:robert cathy:catherine
charlie:charles,charlotte chris:christopher,christian,christine,christina,christoph
chrissy:christine,christina christl:christine chuck:charles claus:nikolaus
conny:cornelia,constanze dan:daniel danny:daniel dani:daniel,daniela dave:david debbie:deborah
dick:richard didi:dieter dima:dmitri,dmitry dirk:dietrich dom:dominic,dominique drew:andrew
ed:edward,edwin,eduard eddie:edward,edwin eli:elisabeth,elias elke:elisabeth
ella:elisabeth,gabriella ernie:ernest eva:evelyn flo:florian,florence
fran:frances,francesca,franziska franz:franziskus fred:frederick,alfred freddy:frederick,alfred
fritz:friedrich gabi:gabriele,gabriela gaby:gabriele,gabriela gail:abigail geli:angelika
gene:eugene gerd:gerhard geri:gerald,gerhard gigi:luigi,luigia ginny:virginia greg:gregory
greta:margareta,margarethe gretel:margarete gus:gustav,august,gustavo guus:august hanna:johanna
hannes:johannes hanni:johanna hans:johannes,johann hansi:johannes harry:henry,harald
heidi:adelheid,heidemarie heike:heinrike heini:heinrich heinz:heinrich helmi:helmut,wilhelmine
ina:christina,martina,katharina jack:john,jakob jan:johannes,johann,jean jim:james jimmy:james
joe:joseph joerg:georg jochen:joachim johnny:john jon:jonathan jo:johanna,joanna,josephine,joseph
josh:joshua josi:josephine juergen:georg jule:julia,juliane jupp:josef kaethe:katharina
kai:kajetan karin:katharina karl:charles kasia:katarzyna kate:katherine,catherine
katja:katharina,jekaterina kathi:katharina,katrin kathy:katherine katie:katherine katy:katherine
kalle:karl ken:kenneth kim:kimberly klaus:nikolaus kurt:konrad larry:lawrence lars:laurentius
lena:magdalena,helena leni:magdalena,helene leo:leonard,leopold,leonhard,leonardo lia:julia
lilo:liselotte lili:elisabeth,lilian lily:elizabeth lisa:elisabeth,elizabeth liz:elizabeth
lizzie:elizabeth lore:eleonore lotte:charlotte lou:louise,louis luca:lukas lucy:lucia lutz:ludwig
maggie:margaret maja:maria mandy:amanda manni:manfred manny:manuel,emanuel
manu:manuel,manuela,emanuel marcel:marcellus marge:margaret margrit:margareta maggy:margaret
mark:markus marty:martin masha:maria mat:matthew matt:matthew matze:matthias
max:maximilian,maxim,maxwell meg:margaret meike:maria mia:maria mick:michael
micha:michael,michaela michi:michael,michaela mike:michael mimi:miriam,michaela mina:wilhelmina
mischa:michael,mikhail misha:michael,mikhail mitch:mitchell moni:monika moritz:mauritius
nadja:nadeschda nan:nancy nat:nathan,nathaniel,natalie nate:nathan nati:natalie,natalia
natasha:natalia nena:verena nick:nicholas,nicolas,nikolaus nicki:nicole
nico:nicolas,nikolaus,nicola nik:niklas,nikolaus niki:nikolaus,nicole
nina:christina,antonina,janina olli:oliver ollie:oliver pam:pamela paco:francisco
pat:patrick,patricia patty:patricia paul:paulus peggy:margaret pepe:jose peppe:giuseppe pete:peter
petra:petronella phil:philip,philipp pia:sophia pit:peter pino:giuseppe poldi:leopold rafa:rafael
rainer:reinhard ralf:rudolf ray:raymond resi:theresia,theresa rich:richard rick:richard,patrick
ricky:richard rita:margarita rob:robert robbie:robert rolf:rudolf ron:ronald rudi:rudolf
ruedi:rudolf sabi:sabine sam:samuel,samantha sandra:alexandra sandro:alessandro
sasha:alexander,alexandra sascha:alexander,alexandra sebi:sebastian seppi:josef sepp:josef
sigi:siegfried,sigrid silke:cecilie sina:rosina sofie:sophia soren:severin stan:stanley,stanislav
stef:stefan,stefanie,stephanie stefi:stefanie steffi:stefanie steve:stephen,steven sue:susan
susi:susanne,susanna suse:susanne svetla:svetlana sven:svend tanja:tatjana ted:edward,theodore
teddy:theodore,edward teo:theodor,matteo terry:terence,theresa tess:theresa theo:theodor,matheo
thea:dorothea,theresa thilo:dietrich tim:timothy,timotheus
tina:christina,martina,bettina,valentina,kristina tini:christina,martina tobi:tobias tom:thomas
tommy:thomas tomi:thomas toni:anton,antonia,antonio,antoinette tony:anthony,antonio,anton
tonio:antonio trixi:beatrix trudi:gertrud uli:ulrich,ulrike ulla:ursula,ulrike ursi:ursula
uschi:ursula uwe:ulrich val:valerie,valentin vali:valentin,valerie vanja:ivan vera:verena
vicky:victoria,viktoria vince:vincent volodja:wladimir vreni:verena walli:walburga walti:walter
wally:walter werni:werner wil:william,wilhelm will:william willi:wilhelm,wilfried
willy:wilhelm,william wolf:wolfgang,wolfram xandi:alexander zoe:zoey zita:felicitas
"""


@cache
def _forms() -> dict[str, frozenset[str]]:
    pairs = (pair.partition(":") for pair in _TABLE.split())
    return {short: frozenset((short, *whole.split(","))) for short, _, whole in pairs}


def forms_of(given: str) -> frozenset[str]:
    """A folded given name, and the names that it is short for."""
    return _forms().get(given) or frozenset((given,))


def are_one_given_name(one: str, other: str) -> bool:
    """Whether two folded given names are the same, or one is short for the other."""
    return not forms_of(one).isdisjoint(forms_of(other))
