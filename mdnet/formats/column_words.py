"""What columns of people are called, in eight languages: the words for each key of a note.

English, German, French, Spanish, Italian, Portuguese, Dutch and Russian; some Polish, Swedish
and Japanese. As Outlook, Thunderbird, LinkedIn, HubSpot, Dex, Clay, Notion and Airtable have
them, and as people write them. Tables only; all words are compared folded.
"""

from typing import Final

COLUMNS: Final = {
    "name": """name|full name|fullname|contact name|display name|contact|person|who
        |first and last name|vollständiger name|anzeigename|kontakt|vor und nachname
        |nom complet|nom et prénom|nom affiché|nombre completo|nombre para mostrar
        |nombre y apellidos|nome completo|nome visualizzato|nome e cognome|nome de exibição
        |volledige naam|weergavenaam|naam|nom|nombre|nome|имя и фамилия|полное имя|фио
        |отображаемое имя|imię i nazwisko|namn|visningsnamn|氏名|名前|表示名""",
    "given": """first name|given name|firstname|given|forename|first|vorname|rufname|prénom
        |prenom|primer nombre|nome próprio|primeiro nome|voornaam|имя|imię|förnamn|名""",
    "family": """last name|family name|lastname|surname|last|family|nachname|familienname
        |zuname|nom de famille|apellidos|apellido|cognome|sobrenome|apelido|último nome
        |achternaam|фамилия|nazwisko|efternamn|姓""",
    "emails": """email|e mail|mail|email address|e mail address|e mail adresse|mailadresse
        |e mail adressen|adresse e mail|adresse mail|adresse de messagerie|courriel|mél|correo
        |correo electrónico|dirección de correo electrónico|dirección de correo
        |posta elettronica|indirizzo email|indirizzo e mail|indirizzo di posta elettronica
        |endereço de email|endereço de e mail|correio eletrónico|correio eletrônico
        |e mailadres|emailadres|почта|электронная почта|эл почта|адрес электронной почты
        |adres e mail|e postadress|e post|メール|メールアドレス|電子メール""",
    "phones": """phone|telephone|tel|mobile|cell|cellphone|phone number|mobile number|whatsapp
        |fon|telefon|telefonnummer|handy|handynummer|mobil|mobiltelefon|mobilnummer|natel
        |festnetz|rufnummer|téléphone|portable|tél|mobile phone|numéro de téléphone|teléfono
        |móvil|celular|número de teléfono|telefono|cellulare|numero di telefono|telefone
        |telemóvel|número de telefone|telefoon|telefoonnummer|mobiel|gsm|телефон|мобильный
        |номер телефона|сотовый|telefon komórkowy|mobilnummer|電話|電話番号|携帯電話|pager|fax
        |faxnummer|telefax""",
    "organizations": """company|organization|organisation|employer|firm|company name|firma
        |unternehmen|arbeitgeber|verein|entreprise|société|employeur|empresa|organización
        |compañía|azienda|società|organizzazione|ditta|organização|companhia|bedrijf
        |organisatie|werkgever|компания|организация|фирма|место работы|przedsiębiorstwo
        |företag|会社|会社名|勤務先""",
    "roles": """title|job title|position|job|role|occupation|profession|headline|function
        |beruf|arbeitstitel|funktion|stelle|berufsbezeichnung|poste|fonction|métier
        |intitulé du poste|cargo|puesto|profesión|ocupación|título|posizione|ruolo|professione
        |qualifica|função|profissão|functie|beroep|functietitel|должность|профессия|stanowisko
        |befattning|yrke|役職|職業""",
    "urls": """url|website|web page|web|homepage|link|site|profile|profile url|webseite
        |internetseite|profil|site web|page web|sitio web|página web|sito web|pagina web
        |página da web|webpagina|сайт|веб сайт|linkedin|linkedin url|linkedin profile|github
        |blog|strona www|hemsida|ウェブサイト""",
    "social": """twitter|x|instagram|facebook|mastodon|telegram|skype|signal|threema|messenger
        |im|im handle|social|tiktok|bluesky|matrix|messenger name|screen name""",
    "address": """address|street|street address|postal address|mailing address|adresse|strasse
        |anschrift|wohnadresse|postanschrift|rue|dirección|calle|domicilio|indirizzo|via
        |endereço|morada|rua|adres|straat|адрес|улица|adress|gata|住所""",
    "city": """city|town|location|based in|lives in|stadt|ort|wohnort|ville|ciudad|localidad
        |città|località|cidade|localização|stad|plaats|woonplaats|город|miasto|ort|市""",
    "postcode": """zip|zip code|postal code|postcode|plz|postleitzahl|code postal
        |código postal|cep|cap|codice postale|почтовый индекс|индекс|kod pocztowy|postnummer
        |郵便番号""",
    "region": """state|province|county|region|bundesland|kanton|département|région|provincia
        |estado|regione|provincie|область|регион|województwo|län|都道府県""",
    "country": "country|country region|land|pays|país|paese|страна|kraj|国",
    "birthday": """birthday|date of birth|birth date|birthdate|born|dob|geburtstag
        |geburtsdatum|anniversaire|date de naissance|naissance|cumpleaños|fecha de nacimiento
        |compleanno|data di nascita|data de nascimento|aniversário|verjaardag|geboortedatum
        |день рождения|дата рождения|urodziny|data urodzenia|födelsedag|誕生日""",
    "aliases": """nickname|nick|alias|also known as|spitzname|surnom|apodo|soprannome
        |apelido carinhoso|bijnaam|прозвище|ksywka|smeknamn|ニックネーム""",
    "tags": """tags|tag|labels|label|schlagwörter|schlagworte|étiquettes|mots clés|etiquetas
        |etichette|метки|теги""",
    "circles": """groups|group|circles|circle|categories|category|lists|relationship
        |kategorien|kategorie|gruppen|gruppe|catégories|groupes|categorías|grupos|categorie
        |gruppi|categorias|categorieën|groepen|группа|группы|категория|kategorie|グループ""",
    "body": """notes|note|comment|comments|description|remarks|notizen|notiz|bemerkung
        |bemerkungen|kommentar|remarque|remarques|commentaire|notas|nota|comentarios|appunti
        |commenti|anotações|observações|notities|opmerkingen|заметки|примечание|notatki|uwagi
        |anteckningar|メモ|備考""",
    "about": "about|bio|summary|biography|über|à propos|acerca de|informazioni|sobre|over",
    "last_contact": """last contact|last contacted|last interaction|last seen|last met
        |last activity|last activity date|last interaction date|last talked|last reached out
        |letzter kontakt|zuletzt gesehen|dernier contact|último contacto|ultimo contatto
        |último contato|laatste contact|последний контакт""",
    "met": """met|met on|connected on|date met|first met|verbunden am|kennengelernt
        |connecté le|connectée le|date de connexion|rencontré le|conectado el
        |fecha de conexión|collegato il|data di collegamento|data del collegamento
        |conectado em|data da conexão|verbonden op|дата подключения""",
    "met_at": "met at|how we met|where we met|wo kennengelernt|lieu de rencontre",
    "follow_up": "follow up|next contact|remind me|wiedervorlage|nächster kontakt",
    "languages": "languages|language|sprachen|sprache|langues|idiomas|lingue|talen|языки",
    "skills": """skills|expertise|kenntnisse|fähigkeiten|compétences|habilidades|competenze
        |competências""",
    "interests": """interests|hobbies|hobby|interessen|hobbys|loisirs|aficiones|interessi
        |interesses""",
    "pronouns": "pronouns|pronomen|pronoms|pronombres",
    "anniversary": "anniversary|jahrestag|hochzeitstag|anniversaire de mariage|trouwdag",
}
"""The words for each key; ``name``, ``given``, ``family`` and ``body`` as in a mapping."""

STRONG: Final = {
    "emails": "email mail mails courriel correo messagerie emailadres mailadresse почта",
    "phones": """phone telephone tel mobile cell telefon handy mobil téléphone teléfono móvil
        telefono cellulare telefone telemóvel telefoon телефон fax""",
    "urls": "linkedin url website webseite homepage",
    "birthday": "birthday geburtstag",
}
"""Words that say what a column is, whatever stands beside them."""

EITHER: Final = frozenset("name naam nom nombre nome имя namn".split())
"""Words for the whole name, or for the part of it that no other column has."""

BESIDE: Final = frozenset(
    """primary secondary main other work business office home private personal associated current
    primäre sekundäre erste zweite dienstlich geschäftlich privat weitere haupt principal
    secondaire professionnel personnel autre domicile bureau principal secundario trabajo personal
    casa otro principale secondario lavoro personale altro trabalho pessoal werk thuis prive andere
    рабочий домашний личный address adresse value number nr the of your""".split()
)
"""Words that leave what a column is."""

LABELS: Final = {
    "home": "home private personal privat domicile casa personale thuis prive домашний",
    "work": """work business office dienstlich geschäftlich bureau professionnel trabajo
        lavoro trabalho werk рабочий""",
    "mobile": """mobile cell handy mobil mobiltelefon handynummer natel portable móvil celular
        cellulare telemóvel mobiel gsm мобильный""",
    "fax": "fax faxnummer telefax",
}
"""The label of a number or address, by a word of its column."""
