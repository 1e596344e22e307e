"""Everything that somebody can do inside an initiative, and the one table of who may.

`access.py` reads it; the page "Wie mag wat" prints it.
"""

from __future__ import annotations

from enum import Enum, unique

from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Side


class Role(Enum):
    """What somebody is to one initiative, today. The value is the word on the screen."""

    GROUP = _lazy("de groep")
    GUIDE = _lazy("begeleiding")
    MUNICIPALITY = _lazy("de gemeente")
    OTHER = _lazy("andere partij")
    READER = _lazy("wie de link heeft")
    COORDINATOR = _lazy("coördinator")
    PROFESSIONAL = _lazy("collega van elders")


ROLE_OF_SIDE = {
    Side.GROUP: Role.GROUP,
    Side.GUIDE: Role.GUIDE,
    Side.MUNICIPALITY: Role.MUNICIPALITY,
    Side.OTHER: Role.OTHER,
}


@unique
class Action(Enum):
    """Everything that somebody can do inside an initiative, as "Wie mag wat" says it."""

    SEE_CARD = _lazy("naam, buurt, soort, zin, status en aantallen zien")
    SEE = _lazy("afspraken, reacties en tijdlijn lezen")
    SEE_NAMES = _lazy("de bijnamen van de groep zien")
    SEE_DATES = _lazy("zien wanneer afspraken aflopen, en hoeveel knopen over tijd zijn")
    ASK_TO_JOIN = _lazy("vragen om mee te doen")
    LET_IN_GUIDE = _lazy("een begeleider toelaten")
    LET_IN_FIRST_GUIDE = _lazy("een begeleider toelaten als er nog niemand van de groep is")
    LET_IN_OTHERS = _lazy("iemand van de gemeente of een andere partij toelaten")
    LET_IN_GROUP = _lazy("een bewoner met account bij de groep toelaten")
    CHANGE_CARD = _lazy("naam, zin, buurt en aantal veranderen")
    CHANGE_PROFILE = _lazy("soort, rechtsvorm, plek, doelen en partners veranderen")
    WRITE_FOR_GROUP = _lazy("opschrijven wat de groep wil, kan, nodig heeft en biedt")
    WRITE_FOR_MUNICIPALITY = _lazy("opschrijven wat de gemeente nodig heeft en biedt")
    WRITE_FOR_GUIDE = _lazy("opschrijven wat de begeleiding nodig heeft en biedt")
    WRITE_FOR_OTHER = _lazy("opschrijven wat een andere partij nodig heeft en biedt")
    LEAVE_NOTE = _lazy("opschrijven wat een nieuwe moet weten")
    CHANGE_GROUP = _lazy("deelnemers van de groep toevoegen en veranderen")
    CHOOSE_STEP = _lazy("kiezen hoe je meedoet; begeleiding ook voor wie hier geen telefoon heeft")
    CORRECT_DAYS_OF_GROUP = _lazy("verbeteren sinds wanneer iemand van de groep meedoet")
    CHANGE_MUNICIPALITY = _lazy("taken van mensen van de gemeente veranderen")
    PLACE_MUNICIPALITY = _lazy("iemand van de gemeente plaatsen of vervangen")
    LEAVE = _lazy("zelf stoppen met meedoen")
    FORGET_NAME = _lazy("een naam van de groep overal laten weghalen, ook de eigen")
    END_GUIDE = _lazy("zeggen dat een begeleider niet meer meedoet, of tot wanneer")
    END_OTHER = _lazy("zeggen dat een andere partij niet meer meedoet, of tot wanneer")
    HAND_OVER = _lazy("het werk overdragen aan een collega")
    LEAVE_CHANNEL = _lazy("als vast gezicht van de groep laten weten hoe je te bereiken bent")
    OPEN_CHANNEL = _lazy("dat openen, met een reden die het vaste gezicht kan lezen")
    OPEN_NAMES = _lazy("de namenlijst voor de gemeente openen of sluiten")
    SHOW_LINK = _lazy("de groepslink en eigen links laten zien en beheren")
    SHOW_READ_LINK = _lazy("een leeslink van een afspraak maken, laten zien en uitzetten")
    SHOW_PARTY_LINK = _lazy("de link van een andere partij maken, laten zien en uitzetten")
    MAKE_FIRST_LINK = _lazy("de eerste groepslink maken als er nog niemand anders is")
    FREE_SEAT = _lazy("een plek vrijmaken voor een andere telefoon")
    TAKE_SEAT = _lazy("via de link een naam kiezen en meedoen")
    INTO_ACCOUNT = _lazy("van de eigen plek een account maken")
    MERGE = _lazy("twee namen van één persoon samenvoegen, of weer los maken")
    START_AGREEMENT = _lazy("een afspraak of een nieuwe versie beginnen")
    CHANGE_PARTIES = _lazy("andere partijen bij een afspraak zetten, veranderen of laten stoppen")
    NOTE_CONSENT = _lazy("noteren of de toestemming van ouders geregeld is, zonder namen")
    WRITE_DRAFT_OF_GROUP = _lazy("een concept van de groep lezen en schrijven")
    WRITE_DRAFT_OF_MUNICIPALITY = _lazy("een concept van de gemeente lezen en schrijven")
    WRITE_OPEN_DRAFT = _lazy("een concept lezen en schrijven dat voor beide kanten open staat")
    PROPOSE = _lazy("een concept voorstellen of een voorstel intrekken")
    REACT = _lazy("reageren, antwoorden en een tekst melden")
    PROPOSE_TEXT = _lazy("een andere tekst voorstellen, of achter zo een voorstel staan")
    TAKE_OVER_TEXT = _lazy("een voorgestelde tekst overnemen in een concept dat je mag schrijven")
    DECLINE_TEXT_OF_GROUP = _lazy("zeggen waarom een tekst van de groep niet wordt overgenomen")
    DECLINE_TEXT_OF_MUNICIPALITY = _lazy(
        "zeggen waarom een tekst van de gemeente niet wordt overgenomen"
    )
    DECLINE_TEXT_OF_OTHER = _lazy("zeggen waarom een tekst van een ander niet wordt overgenomen")
    CONFIRM = _lazy("zeggen of je achter een afspraak staat")
    SUPPORT_GOAL = _lazy("zeggen dat je achter het doel van een afspraak staat")
    CONFIRM_FOR_MUNICIPALITY = _lazy("namens de gemeente achter een afspraak staan")
    MARK_SEEN = _lazy("aangeven dat je een afspraak gezien hebt")
    OWN_WORD_FIRST = _lazy("kiezen dat iedereen eerst het eigen woord geeft")
    REMIND = _lazy("de groep één keer herinneren aan een voorstel")
    NOTE_ON_BEHALF = _lazy("noteren dat de groep samen besloot")
    NOTE_TALK = _lazy("noteren dat een bezwaar besproken is")
    TAKE_EFFECT = _lazy("een afspraak laten ingaan die beide kanten dragen")
    PAUSE = _lazy("een afspraak op pauze zetten, of weer laten verdergaan")
    END_AGREEMENT = _lazy("een afspraak laten stoppen, met een reden")
    ANSWER_FOR_SIDE = _lazy("voor de eigen kant antwoorden hoe een afspraak verdergaat")
    MARK_STEP = _lazy("zeggen dat een stap uit een afspraak bereikt is")
    SAY_POINT = _lazy("laten weten hoe het staat met iets dat iemand zou uitzoeken")
    ASK_ADVICE = _lazy("bij een onderdeel noteren dat juridisch advies gevraagd is")
    ANSWER_ADVICE = _lazy("het antwoord op zo een vraag om advies noteren")
    SAY_PROGRESS = _lazy("laten weten hoe het staat met een regel van de eigen kant")
    ANSWER_PROGRESS = _lazy("zeggen of de eigen kant ook ziet dat iets gedaan is")
    ASK_NEWS = _lazy("de andere kant vragen hoe het staat, als het lang stil is")
    PLAN_MEETING = _lazy("een overleg plannen, verzetten of afzeggen")
    SAY_COMING = _lazy("laten weten of je naar een overleg komt")
    ADD_POINT = _lazy("iets op de agenda zetten, ook zonder naam")
    ARRANGE_AGENDA = _lazy("de agenda ordenen: volgorde, minuten, werkvorm en centrale vraag")
    PREPARE = _lazy("een overleg voorbereiden: voor jezelf of met je eigen kant")
    RUN_MEETING = _lazy("een overleg leiden: beginnen, noteren, afsluiten en weer openen")
    NAME_RISK = _lazy("een risico of knelpunt noemen, ook zonder naam")
    KEEP_RISK = _lazy("kiezen wie een risico in het oog houdt, en wanneer jullie weer kijken")
    ADD_ACTION = _lazy("een actie opschrijven of veranderen")
    SAY_ACTION = _lazy("laten weten hoe het staat met een actie van de eigen kant")
    NOTE_DECISION = _lazy("een besluit van een overleg noteren")
    SAY_PERSPECTIVE = _lazy("opschrijven hoe de eigen kant ernaar kijkt")
    LAY_KNOT = _lazy("van iets dat vastzit een knoop maken")
    ANSWER_KNOT = _lazy("antwoord geven op een knoop")
    CORRECT_MINUTES = _lazy("zeggen wat er in een verslag niet klopt")
    PLAN_LOOK_BACK = _lazy("kiezen wanneer en hoe vaak jullie samen terugkijken")
    SAY_FEASIBLE = _lazy("voor de eigen kant zeggen of het haalbaar is tot jullie terugkijken")
    OPEN_LOOK_BACK = _lazy("beginnen met samen terugkijken, en stoppen met invullen")
    LOOK_BACK = _lazy("terugkijken: invullen hoe het ging")
    ANSWER_TRUST = _lazy("zonder naam vragen over vertrouwen beantwoorden")
    ANSWER_TRUST_JOINT = _lazy("die vragen als gemeente open beantwoorden, als die klein is")
    CONCLUDE = _lazy("zeggen hoe de eigen kant verder wil, en samen terugkijken afronden")
    OWN_ROUND = _lazy("een eigen rondje van de groep houden, lezen en delen")
    LEARN = _lazy("lessen, voorbeelden, experimenten en leervragen opschrijven")
    READ_LOG = _lazy("gedeelde regels in het logboek lezen")
    WRITE_LOG = _lazy("in het logboek schrijven: voor jezelf of voor je eigen kant")
    SEE_KEYS = _lazy("zien wie een sleutel van een gebouw heeft, met naam")
    KEEP_KEYS = _lazy("noteren wie een sleutel krijgt, en dat die terug of kwijt is")
    CLOSE_UP = _lazy("bij het weggaan de lijst nalopen")
    SEE_REPORTS = _lazy("lezen wat er in een ruimte zonder naam gemeld is")
    SETTLE_REPORT = _lazy("zeggen dat zo een melding klaar is, of die op de agenda zetten")
    SHOW_ROOM_LINK = _lazy("de code voor op de muur van een ruimte laten zien")
    HIDE_TEXT_OF_GROUP = _lazy("een tekst van de groep verbergen")
    HIDE_TEXT_OF_GUIDE = _lazy("een tekst van de begeleiding verbergen")
    HIDE_TEXT_OF_MUNICIPALITY = _lazy("een tekst van de gemeente verbergen")
    HIDE_TEXT_OF_OTHER = _lazy("een tekst van een andere partij verbergen")


GROUP, GUIDE, MUNICIPALITY, OTHER = Role.GROUP, Role.GUIDE, Role.MUNICIPALITY, Role.OTHER
READER, COORDINATOR, PROFESSIONAL = Role.READER, Role.COORDINATOR, Role.PROFESSIONAL

TAKES_PART = frozenset({GROUP, GUIDE, MUNICIPALITY, OTHER})
BOTH_SIDES = frozenset({GROUP, GUIDE, MUNICIPALITY})
OF_GROUP = frozenset({GROUP, GUIDE})

TABLE: dict[Action, frozenset[Role]] = {
    Action.SEE_CARD: frozenset(Role),
    Action.SEE: TAKES_PART | {READER},
    Action.SEE_NAMES: OF_GROUP,
    Action.SEE_DATES: TAKES_PART | {READER, COORDINATOR},
    Action.ASK_TO_JOIN: frozenset({PROFESSIONAL}),
    Action.LET_IN_GUIDE: OF_GROUP,
    Action.LET_IN_FIRST_GUIDE: frozenset({MUNICIPALITY}),
    Action.LET_IN_OTHERS: BOTH_SIDES,
    Action.LET_IN_GROUP: OF_GROUP,
    Action.CHANGE_CARD: BOTH_SIDES,
    Action.CHANGE_PROFILE: BOTH_SIDES,
    Action.WRITE_FOR_GROUP: OF_GROUP,
    Action.WRITE_FOR_MUNICIPALITY: frozenset({MUNICIPALITY}),
    Action.WRITE_FOR_GUIDE: frozenset({GUIDE}),
    Action.WRITE_FOR_OTHER: TAKES_PART,
    Action.LEAVE_NOTE: TAKES_PART,
    Action.CHANGE_GROUP: OF_GROUP,
    Action.CHOOSE_STEP: OF_GROUP,
    Action.CORRECT_DAYS_OF_GROUP: frozenset({GUIDE}),
    Action.CHANGE_MUNICIPALITY: frozenset({MUNICIPALITY}),
    Action.PLACE_MUNICIPALITY: frozenset({COORDINATOR}),
    Action.LEAVE: TAKES_PART,
    Action.FORGET_NAME: OF_GROUP,
    Action.END_GUIDE: OF_GROUP,
    Action.END_OTHER: BOTH_SIDES,
    Action.HAND_OVER: frozenset({GUIDE, MUNICIPALITY}),
    Action.LEAVE_CHANNEL: frozenset({GROUP}),
    Action.OPEN_CHANNEL: frozenset({GUIDE, MUNICIPALITY}),
    Action.OPEN_NAMES: frozenset({GROUP}),
    Action.SHOW_LINK: OF_GROUP,
    Action.SHOW_READ_LINK: BOTH_SIDES,
    Action.SHOW_PARTY_LINK: BOTH_SIDES,
    Action.MAKE_FIRST_LINK: frozenset({MUNICIPALITY}),
    Action.FREE_SEAT: OF_GROUP,
    Action.TAKE_SEAT: frozenset({READER}),
    Action.INTO_ACCOUNT: frozenset({GROUP}),
    Action.MERGE: OF_GROUP,
    Action.START_AGREEMENT: BOTH_SIDES,
    Action.CHANGE_PARTIES: BOTH_SIDES,
    Action.NOTE_CONSENT: BOTH_SIDES,
    Action.WRITE_DRAFT_OF_GROUP: OF_GROUP,
    Action.WRITE_DRAFT_OF_MUNICIPALITY: frozenset({MUNICIPALITY}),
    Action.WRITE_OPEN_DRAFT: BOTH_SIDES,
    Action.PROPOSE: BOTH_SIDES,
    Action.REACT: TAKES_PART,
    Action.PROPOSE_TEXT: TAKES_PART,
    Action.TAKE_OVER_TEXT: BOTH_SIDES,
    Action.DECLINE_TEXT_OF_GROUP: frozenset({MUNICIPALITY}),
    Action.DECLINE_TEXT_OF_MUNICIPALITY: OF_GROUP,
    Action.DECLINE_TEXT_OF_OTHER: BOTH_SIDES,
    Action.CONFIRM: frozenset({GROUP, MUNICIPALITY}),
    Action.SUPPORT_GOAL: frozenset({OTHER}),
    Action.CONFIRM_FOR_MUNICIPALITY: frozenset({MUNICIPALITY}),
    Action.MARK_SEEN: TAKES_PART,
    Action.OWN_WORD_FIRST: frozenset({GROUP}),
    Action.REMIND: OF_GROUP,
    Action.NOTE_ON_BEHALF: OF_GROUP,
    Action.NOTE_TALK: BOTH_SIDES,
    Action.TAKE_EFFECT: BOTH_SIDES,
    Action.PAUSE: BOTH_SIDES,
    Action.END_AGREEMENT: BOTH_SIDES,
    Action.ANSWER_FOR_SIDE: BOTH_SIDES,
    Action.MARK_STEP: BOTH_SIDES,
    Action.SAY_POINT: TAKES_PART,
    Action.ASK_ADVICE: BOTH_SIDES,
    Action.ANSWER_ADVICE: TAKES_PART,
    Action.SAY_PROGRESS: TAKES_PART,
    Action.ANSWER_PROGRESS: BOTH_SIDES,
    Action.ASK_NEWS: TAKES_PART,
    Action.PLAN_MEETING: BOTH_SIDES,
    Action.SAY_COMING: TAKES_PART,
    Action.ADD_POINT: TAKES_PART | {READER},
    Action.ARRANGE_AGENDA: BOTH_SIDES,
    Action.PREPARE: TAKES_PART,
    Action.RUN_MEETING: BOTH_SIDES,
    Action.NAME_RISK: TAKES_PART | {READER},
    Action.KEEP_RISK: BOTH_SIDES,
    Action.ADD_ACTION: TAKES_PART,
    Action.SAY_ACTION: TAKES_PART,
    Action.NOTE_DECISION: BOTH_SIDES,
    Action.SAY_PERSPECTIVE: TAKES_PART,
    Action.LAY_KNOT: TAKES_PART,
    Action.ANSWER_KNOT: frozenset({MUNICIPALITY}),
    Action.CORRECT_MINUTES: TAKES_PART,
    Action.PLAN_LOOK_BACK: BOTH_SIDES,
    Action.SAY_FEASIBLE: BOTH_SIDES,
    Action.OPEN_LOOK_BACK: BOTH_SIDES,
    Action.LOOK_BACK: BOTH_SIDES,
    Action.ANSWER_TRUST: frozenset({GROUP, MUNICIPALITY, READER}),
    Action.ANSWER_TRUST_JOINT: frozenset({MUNICIPALITY}),
    Action.CONCLUDE: BOTH_SIDES,
    Action.OWN_ROUND: OF_GROUP,
    Action.LEARN: TAKES_PART,
    Action.READ_LOG: TAKES_PART | {READER},
    Action.WRITE_LOG: TAKES_PART,
    Action.SEE_KEYS: BOTH_SIDES,
    Action.KEEP_KEYS: BOTH_SIDES,
    Action.CLOSE_UP: BOTH_SIDES,
    Action.SEE_REPORTS: BOTH_SIDES,
    Action.SETTLE_REPORT: BOTH_SIDES,
    Action.SHOW_ROOM_LINK: BOTH_SIDES,
    Action.HIDE_TEXT_OF_GROUP: OF_GROUP,
    Action.HIDE_TEXT_OF_GUIDE: frozenset({GUIDE}),
    Action.HIDE_TEXT_OF_MUNICIPALITY: frozenset({MUNICIPALITY}),
    Action.HIDE_TEXT_OF_OTHER: frozenset({OTHER}),
}
