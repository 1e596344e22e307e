"""The words that made-up data is made of. Nobody here exists."""

NEIGHBOURHOODS = (
    "Appelhof", "Berkenbuurt", "Componistenwijk", "De Akkers", "De Bleek", "Duinrand",
    "Fabriekskade", "Havenkwartier", "Hoge Weide", "Kruidenbuurt", "Lage Weide", "Molenveld",
    "Noorderpoort", "Oude Haven", "Rivierenbuurt", "Sterrenbuurt", "Tuindorp", "Watertuin",
    "Zandhoek", "Zeeheldenbuurt",
)  # fmt: skip

# What a group does: a name, and the sentence on its card.
GROUPS = (
    ("Chillclub", "Jongeren met een eigen plek om te chillen, in {buurt}."),
    ("Buurttuin", "Buren die samen groente en bloemen kweken in {buurt}."),
    ("Eettafel", "Elke week samen koken en eten, voor wie in {buurt} woont."),
    ("Repaircafé", "Samen maken wat stuk is, met koffie erbij."),
    ("Skateplek", "Skaters die hun eigen plek bouwen en netjes houden."),
    ("Voetbalkooi", "Een team dat de kooi open en heel houdt in {buurt}."),
    ("Leesclub", "Boeken ruilen en erover praten, in een leeg lokaal."),
    ("Speelstraat", "Een straat in {buurt} die elke week een middag van de kinderen is."),
    ("Moedergroep", "Moeders die elkaar helpen en samen de taal leren."),
    ("Muziekschuur", "Zelf muziek maken, ook als je het nog niet kunt."),
    ("Wijkfeest", "Een feest dat buren uit {buurt} zelf organiseren."),
    ("Geveltuinclub", "Tegels eruit, planten erin, straat voor straat."),
    ("Kringloop", "Spullen geven en halen, gewoon om de hoek."),
    ("Filmavond", "Elke maand een film op een laken in {buurt}."),
    ("Danscrew", "Dansen op eigen muziek, met een optreden in de zomer."),
    ("Wandelclub", "Elke ochtend een rondje, iedereen loopt mee."),
    ("Fietshulp", "Fietsen leren en fietsen plakken, voor groot en klein."),
    ("Huiswerkplek", "Rustig leren met hulp van oudere jongeren."),
    ("Schuurtje", "Gereedschap lenen van elkaar in {buurt}."),
    ("Picknickveld", "Een kaal veld in {buurt} dat van iedereen wordt."),
)

PLACES = (
    "De Schuur", "De Zolder", "Het Hok", "De Brug", "De Linde", "De Vonk", "Het Anker", "De Loods",
    "De Werf", "Het Pleintje", "De Hoek", "De Kas", "De Poort", "Het Baken", "De Golf", "De Wissel",
    "Het Nest", "De Spoorzone", "De Kiosk", "Het Eiland", "De Trap", "De Dijk", "Het Lokaal",
    "De Boomgaard", "De Tunnel", "Het Viaduct", "De Oever", "De Wagen", "Het Veld", "De Toren",
    "De Sluis", "De Stal", "Het Atelier", "De Kade", "De Terp", "De Bocht", "Het Perron", "De Mast",
    "De Wei", "Het Kompas", "De Ketel", "De Bunker", "Het Tuinhuis", "De Garage", "De Smederij",
    "Het Portiek", "De Fontein", "De Ster", "De Pont", "Het Koetshuis",
)  # fmt: skip

FIRST_NAMES = (
    "Aïsha", "Bram", "Carla", "Daan", "Esra", "Femke", "Gijs", "Hanane", "Ilse", "Jorrit",
    "Karima", "Lotte", "Mehmet", "Nynke", "Okan", "Petra", "Quinten", "Rachida", "Sjoerd", "Tineke",
)  # fmt: skip
LAST_NAMES = (
    "Akkerveld", "Bosman", "van der Kade", "Duinhoven", "El Idrissi", "Fokker", "van Gaal",
    "Haverkamp", "Ivens", "Jansma", "Kuipers", "Lindeboom", "Molenaar", "Niehof", "Oosterling",
    "Postma", "Rozenberg", "Slagter", "Tuinstra", "Vermeent",
)  # fmt: skip
NICKNAMES = (
    "Abel", "Amina", "Babs", "Bilal", "Bo", "Ceyda", "Daaf", "Dina", "Eef", "Elif", "Fay", "Finn",
    "Gio", "Guus", "Hajar", "Ilias", "Imke", "Ivo", "Jip", "Joy", "Kaan", "Keet", "Lev", "Loïs",
    "Luuk", "Mees", "Mila", "Naima", "Nout", "Olle", "Omar", "Pien", "Puk", "Quin", "Rik", "Roos",
    "Saar", "Sem", "Siem", "Sofie", "Tes", "Tijn", "Umut", "Vera", "Wes", "Xena", "Yasin",
    "Youssef", "Zeb", "Zoë",
)  # fmt: skip

TITLES = (
    "Afspraak over {plek}", "Gebruik van {plek}", "Wie doet wat bij {plek}",
    "Open avonden in {plek}", "Zorgen voor {plek}",
)  # fmt: skip
PURPOSE = (
    "Wij willen samen dat {groep} een eigen plek heeft. "
    "De gemeente wil dat het goed gaat met de groep en met de buurt."
)
ASKS = (
    "Ik werk hier in de wijk en wil graag helpen.",
    "Ik neem het over van een collega.",
    "Ik ken de groep en wil weten hoe het gaat.",
)

# Blanks of the library, by their name in small letters; what has none here gets REST.
ANSWERS: dict[str, tuple[str, ...]] = {
    "activiteit": ("een straatfeest", "een toernooi", "een ruilmarkt"),
    "aantal": ("2", "3", "5", "10", "12", "25"),
    "activiteit in de buurt": ("het buurtfeest", "de schoonmaakdag", "de rommelmarkt"),
    "bedrag": ("50", "150", "400"),
    "dag": ("maandag", "woensdag", "vrijdag", "zaterdagmiddag"),
    "datum": ("1 maart", "het einde van de zomer", "de kerstvakantie"),
    "extra": ("krijgt de groep een eigen sleutel", "mag het een uur langer"),
    "functie": ("de wijkregisseur", "de beheerder", "de jongerenwerker"),
    "gebouw": ("het buurthuis", "de oude school", "de sporthal"),
    "keer": ("elke week", "om de week", "één keer per maand"),
    "keer per jaar": ("één keer per jaar", "twee keer per jaar", "elk seizoen"),
    "leeftijd": ("12", "14", "16", "18"),
    "naam": ("de beheerder", "een collega"),
    "naam en functie": ("de wijkregisseur", "de beheerder van het gebouw"),
    "plan": ("een pizzaoven op het plein", "bankjes bij het veld"),
    "plek": ("het pleintje", "het veld naast de flat", "de hoek bij de school"),
    "periode": ("twee weken", "maand", "half jaar"),
    "reden": ("het budget op is", "de buren dan slapen"),
    "ruimte": ("de grote zaal", "de kelder", "het lokaal achteraan"),
    "spullen": ("tafels en stoelen", "een koelkast en een kookplaat", "verf en kwasten"),
    "stap": ("één avond per week", "een tweede avond", "ook in de vakantie"),
    "straten": ("de Merelstraat", "de straten om het plein"),
    "tijd": ("16.00", "19.00", "21.30", "22.00"),
    "voor wie": ("de hele straat", "kinderen tot 12 jaar"),
    "waar": ("de kraan van de school", "een regenton"),
    "wat": ("de vergunning", "het gereedschap", "een tweede avond"),
    "wie": ("De beheerder", "De jongerenwerker"),
}
REST = ("dat", "daarna kijken we verder")

# Clauses of a group's own, for an agreement that is longer than the library.
SUBJECTS = (
    "de fietsen", "de honden", "de muur", "de koffie", "de wifi", "de planten", "het hek",
    "de verlichting", "de buurtapp", "de vakantie", "de opslag", "de verwarming", "de vlag",
    "het afval", "de stoep", "de muziek", "de kas", "de regen", "het bord", "de bank",
    "de post", "de kraan", "de trap", "het toilet", "de zomer", "de winter", "de foto's",
    "de bezoekers", "de optredens", "de schommel",
)  # fmt: skip
OWN_LINES = (
    ("group", "Wij letten zelf op {wat} en spreken elkaar aan."),
    ("group", "Wij zetten {wat} op het lijstje van elke week."),
    ("municipality", "De gemeente kijkt elke maand mee naar {wat}."),
    ("municipality", "De gemeente betaalt {wat} als het nodig is, na overleg."),
    ("both", "Over {wat} beslissen we samen, op de plek zelf."),
)
CHANGES = (
    "Dat bespreken we elke maand.", "Dat proberen we eerst drie maanden.",
    "Wie het merkt, zegt het in de groepsapp.", "In de vakantie doen we dat samen.",
)  # fmt: skip
OPEN_POINTS = (
    "Wie betaalt {wat} na de zomer?", "Waar laten we {wat} als het regent?",
    "Mag {wat} ook op zondag?", "Wie kijkt er naar {wat} in de vakantie?",
)  # fmt: skip
RESERVATIONS = (
    ("geld in de begroting van volgend jaar", "de gemeenteraad"),
    ("overleg met de buren", "de wijkregisseur"),
    ("een keuring van het gebouw", "de brandweer"),
)
RHYTHMS = ("elke week", "elke maand", "elk kwartaal")
REASONS = ("Het ging goed, dus we willen verder.", "Na het terugkijken.", "Er kwam een avond bij.")

COMMENTS: dict[str, tuple[str, ...]] = {
    "question": (
        "Geldt dit ook in de vakantie?", "Wie belt er als het misgaat?",
        "Mag er iemand mee die hier niet woont?", "Wat als we een keer niet kunnen?",
    ),
    "concern": (
        "Dit is veel voor een kleine groep.", "Ik ben bang dat dit op één persoon neerkomt.",
        "In de winter is het hier om vijf uur al donker. Dan durft niet iedereen.",
    ),
    "idea": (
        "Kunnen we dit om de beurt doen?", "Een bord bij de deur helpt misschien.",
        "Laten we het eerst een maand proberen.",
    ),
    "compliment": ("Mooi zo.", "Fijn dat dit er staat.", "Zo hadden we het bedoeld."),
}  # fmt: skip
ANSWERS_TO_COMMENTS = (
    "Ja, dat geldt ook dan.", "Goede vraag. Ik zoek het uit voor vrijdag.",
    "Dat kan, als we het een week van tevoren weten.", "Dank je. We praten er woensdag over.",
)  # fmt: skip
CONCERNS = ("Als er maar iemand opruimt.", "Hopelijk blijft het leuk.", "De kosten zijn hoog.")
OBJECTIONS = ("De sluitingstijd is te vroeg.", "Zonder water begin ik er niet aan.")
TALKS = ("we proberen het drie maanden", "de tijd is nu anders", "er komt een kraan bij")
HOW_DECIDED = ("Handen omhoog, op vrijdagavond.", "We hebben het rondje gedaan.")
LOG_LINES = (
    "Even langs geweest. Het was druk en gezellig.",
    "De deur klemt. Dat hoorde ik van twee kanten.",
    "Er was minder volk dan vorige week.",
    "De buren zwaaiden. Dat was nieuw.",
    "Gebeld over de sleutel. Die komt vrijdag.",
    "Op de fiets gehoord dat het plein donker is.",
    "Ze willen vaker koken en vragen om een tweede pan.",
    "Overlegd over de zomer. Iedereen denkt nog na.",
)

# What somebody says beside how a line stands.
PROGRESS = (
    "We wachten op een offerte.",
    "Vorige week geregeld.",
    "De aannemer belt terug.",
    "Het kost meer tijd dan we dachten.",
    "Iedereen deed mee.",
    "Er is nog geen geld voor.",
)

# What people talk about, decide and do in a meeting.
POINTS = (
    "Wanneer zijn we open in de vakantie?", "Wie helpt met de muur?", "Het feest van de buurt",
    "De sleutels: wie heeft er nu een?", "Mag er een lamp bij de deur?", "Geld voor gereedschap",
)  # fmt: skip
DECISIONS = (
    "We gaan op vrijdag een half uur langer open.", "De verf komt uit het potje van de buurt.",
    "De poort blijft op slot als er niemand is.", "We proberen het drie maanden.",
)  # fmt: skip
ACTIONS = (
    "Een offerte vragen", "De buren bellen", "Een affiche ophangen", "De sleutel laten bijmaken",
    "Navragen hoe het met de verzekering zit", "Een datum prikken",
)  # fmt: skip

# Hours in a room: what for, why not on a day, and what somebody saw on leaving.
SLOT_LABELS = ("", "", "Koken", "Open avond", "Muziek", "Huiswerk")
DAYS_OFF = ("De vloer wordt gedaan", "Feestdag", "Er is een verkiezing in de zaal")
PROBLEMS = (
    "Het raam sluit niet goed.",
    "De kraan drupt.",
    "De lamp in de gang is stuk.",
    "Er lag glas bij de deur.",
    "De verwarming bleef aan.",
)
