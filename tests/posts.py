"""Every url that takes a POST: who sends it, and what a good form holds.

Written by hand: the table says what a form is *meant* to take, field by field. A url that takes a
POST and has no row here fails `test_every_url_that_takes_a_post_has_a_row`.
"""

from __future__ import annotations

from tests import access_world as w
from tests.posting import (
    ADDRESS,
    NAME,
    Choice,
    Data,
    Day,
    Field,
    Form,
    Id,
    Loose,
    Number,
    Text,
    World,
)
from tests.posts_evaluations import EVALUATIONS
from tests.posts_lines import LINES
from tests.posts_meetings import MEETINGS
from tests.posts_parties import PARTIES
from tests.posts_partnership import PARTNERSHIP_FORMS
from tests.posts_places import PLACE_FORMS
from tests.posts_progress import PROGRESS
from tests.posts_renewing import RENEWING
from tests.posts_steps import STEPS
from tests.posts_templates import TEMPLATE_FORMS


def answer_prefix(things: w.Things) -> str:
    return f"answer-{things.comment.pk}-"


def line_prefix(things: w.Things) -> str:
    return f"c{things.draft_clause.pk}-"


def initials(world: World) -> Data:
    """What the page showed when it was opened."""
    club = world.own.initiative
    return {
        "initial-name": club.name,
        "initial-sentence": club.sentence,
        "initial-neighbourhood": "",
        "initial-headcount": club.headcount,
        "initial-kind": club.kind,
        "initial-status": club.status,
    }


CARD: dict[str, Field] = {
    "name": Text(80, "Nieuwe naam"),
    "sentence": Text(200, "In één zin.", required=False),
    "neighbourhood": Text(60, "Vogelbuurt", required=False),
    "headcount": Number("14"),
}
COLLEAGUE: dict[str, Field] = {
    "name": Text(60, "Nieuwe Collega"),
    "email": Text(254, "nieuw@voorbeeld.invalid", says=ADDRESS),
    "function": Choice("civil_servant"),
    "organisation": Text(80, "Gemeente", required=False),
    "is_manager": Loose(),
}
SIGNED: dict[str, Field] = {"is_signed": Loose()}
BECAUSE: dict[str, Field] = {"because": Text(200, "Hier staat een naam in.")}

LOG_LINE: dict[str, Field] = {
    "text": Text(500),
    "contact": Choice("bike"),
    "mood": Choice("so_so"),
    "people": Number("9"),
    "spoken_with": Text(60, "de beheerder", required=False),
    "meaning": Text(500, "Vaker langsgaan.", required=False),
    "happened_on": Day(-1, is_past=True),
    "circle": Choice("own"),
}
ONCE: dict[str, Field] = {"once": Loose("0b5f9a44-5b5e-4d5e-9f0e-0a4c2f1f5a12")}

FORMS: dict[str, Form] = {
    # signing in
    "account_login": Form(
        w.NOBODY, {"login": Text(254, "niemand@voorbeeld.invalid", says=ADDRESS)}
    ),
    "account_request_login_code": Form(
        w.NOBODY, {"login": Text(254, "niemand@voorbeeld.invalid", says=ADDRESS)}
    ),
    "account_confirm_login_code": Form(w.NOBODY, {"code": Loose("BCDF-GHJK")}),
    "account_signup": Form(
        w.NOBODY,
        {
            "name": Text(60, "Nieuw Iemand"),
            "email": Text(254, "n@voorbeeld.invalid", says=ADDRESS),
        },
    ),
    "account_email_verification_sent": Form(w.NOBODY, {"code": Loose("BCDF-GHJK")}),
    "account_logout": Form(w.ELSEWHERE),
    "demo_sign_in": Form(w.NOBODY, {"person": Loose("1"), "next": Loose("/")}),
    "set_language": Form(w.NOBODY, {"language": Loose("en"), "next": Loose("/")}),
    "healthz": Form(w.NOBODY),
    # accounts
    "invite_colleague": Form(w.MANAGER_OUT, COLLEAGUE),
    "resend_invitation": Form(w.MANAGER_OUT),
    "revoke_invitation": Form(w.MANAGER_OUT),
    "open_invitation": Form(w.INVITED),
    "edit_colleague": Form(w.MANAGER_OUT, {**COLLEAGUE, "revision": Number("1", is_hidden=True)}),
    "reactivate_colleague": Form(w.MANAGER_OUT),
    "close_account": Form(w.MANAGER_OUT),
    "hand_over_work": Form(
        w.MANAGER_OUT,
        {
            "places": Id(
                lambda world: world.own.official.pk, lambda world: world.foreign.official.pk
            ),
            "successor": Id(
                lambda world: world.people.users[w.OFFICIAL_OUT].pk,
                lambda world: world.people.users[w.GUIDE_OUT].pk,
            ),
            "note": Text(2000, "De kelder loopt goed."),
        },
    ),
    "end_sessions": Form(w.GUIDE, {"session": Loose("is-er-niet")}),
    "profile": Form(
        w.GUIDE, {"name": Text(60, "Samira B."), "organisation": Text(80, "Werk", required=False)}
    ),
    # initiatives
    "log_initiative": Form(
        w.ELSEWHERE,
        {
            **CARD,
            "nicknames": Text(780, "Noor, Dex", required=False),
            "once": Loose("0b5f9a44-5b5e-4d5e-9f0e-0a4c2f1f5a11"),
        },
    ),
    "edit_initiative": Form(
        w.GUIDE, {**CARD, "kind": Choice("youth"), "status": Choice("active")}, also=initials
    ),
    "edit_about": Form(w.GUIDE, {"strength": Text(1000, required=False), "came_from": Loose()}),
    "add_goal": Form(w.GUIDE, {"text": Text(200), "origin": Choice("both")}),
    "end_goal": Form(w.GUIDE, {"back": Loose()}),
    "end_reciprocity": Form(w.OFFICIAL, {"back": Loose()}),
    "end_partner": Form(w.GUIDE, {"back": Loose()}),
    "people": Form(w.GUIDE, {"nicknames": Text(780, "Lina, Moos")}),
    "participant": Form(
        w.GUIDE,
        {
            "name": Text(24, "Andere", says=NAME),
            "step": Choice("supporter"),
            "duties": Choice("buddy"),
            "is_named": Loose(),
        },
    ),
    "leave": Form(w.GUIDE),
    "come_back": Form(w.GUIDE),
    "accept_newcomer": Form(w.GUIDE),
    "set_aside": Form(w.GUIDE),
    "free_seat": Form(w.GUIDE, {"back": Loose("link")}),
    "forget": Form(w.GUIDE),
    "forget_account": Form(w.MEMBER),
    "open_names": Form(w.MEMBER, {"is_open": Loose("yes")}),
    "ask_to_join": Form(w.ELSEWHERE, {"sentence": Text(200)}),
    "let_in": Form(w.GUIDE, {"until": Day(30)}),
    "decline": Form(w.GUIDE),
    "place_official": Form(
        w.MANAGER_OUT,
        {
            "user": Id(
                lambda world: world.people.users[w.OFFICIAL_OUT].pk,
                lambda world: world.people.users[w.GUIDE_OUT].pk,
            ),
            "instead_of": Id(lambda _world: "", lambda world: world.foreign.person.pk),
            "note": Text(2000, "Wat er speelt.", required=False),
            "is_contact": Loose(),
            "until": Day(200),
        },
    ),
    "still_here": Form(w.GUIDE),
    "choose_step": Form(w.GUIDE, {"step": Loose("supporter")}),
    "edit_period": Form(w.GUIDE, {"started_on": Day(-40, is_past=True), "last_day": Day(40)}),
    "hand_over": Form(
        w.OFFICIAL,
        {
            "arriving": Id(
                lambda world: world.people.users[w.MANAGER_IN].participants.get().pk,
                lambda world: world.foreign.person.pk,
            ),
            "note": Text(2000, "Wat er speelt."),
            "leaves": Loose(),
        },
    ),
    "leave_channel": Form(
        w.SEAT,
        {
            "kind": Choice("phone"),
            "value": Text(120, "06 12345678"),
            "read_by": Choice("guide"),
        },
    ),
    "remove_channel": Form(w.SEAT),
    "open_channel": Form(w.OFFICIAL, {"reason": Choice("meeting")}),
    "group_link": Form(w.GUIDE),
    "link": Form(w.GUIDE, {"label": Text(60, "Op de deur", required=False)}),
    "make_personal_link": Form(
        w.GUIDE,
        {"person": Id(lambda world: world.own.person.pk, lambda world: world.foreign.person.pk)},
    ),
    "make_read_link": Form(w.OFFICIAL, {"label": Text(60, "Op de deur", required=False)}),
    "this_is_me": Form(w.PERSONAL, {"next": Loose("/"), "once": Loose("A1b2C3d4E5f6G7h8I9j0Kl")}),
    "into_account": Form(w.SEAT, {"is_16": Choice("on")}),
    "merge_participants": Form(
        w.GUIDE,
        {"person": Id(lambda world: world.own.seated.pk, lambda world: world.foreign.person.pk)},
    ),
    "undo_merge": Form(w.GUIDE),
    "renew_link": Form(w.GUIDE, {"for_all": Loose("yes")}),
    "revoke_link": Form(w.GUIDE),
    "read_only_link": Form(w.GUIDE, {"is_read_only": Loose("yes")}),
    "take_seat": Form(
        w.READER,
        {
            "name": Text(24, "Rayan", says=NAME),
            "next": Loose("/"),
            "once": Loose("A1b2C3d4E5f6G7h8I9j0Kl"),
        },
    ),
    "first_step": Form(w.SEAT, {"step": Choice("supporter"), "next": Loose("/")}),
    "leave_device": Form(w.SEAT),
    # the logbook
    "log_contact": Form(
        w.GUIDE,
        {
            "initiative": Id(
                lambda world: world.own.initiative.pk, lambda world: world.foreign.initiative.pk
            ),
            **LOG_LINE,
            **ONCE,
        },
    ),
    "logbook": Form(w.SEAT, {**LOG_LINE, **ONCE}),
    "edit_log_line": Form(
        w.OFFICIAL, LOG_LINE, also=lambda world: {"revision": world.own.own_log_line.revision}
    ),
    "share_log_line": Form(
        w.OFFICIAL, also=lambda world: {"revision": world.own.own_log_line.revision}
    ),
    # agreements, to read
    "react": Form(w.SEAT, {"kind": Choice("question"), "text": Text(1000), **SIGNED}),
    "answer": Form(w.OFFICIAL, {"text": Text(1000)}, prefix=answer_prefix),
    "propose_text": Form(
        w.SEAT,
        {
            "new_text": Text(600, "Ook op zondag.", required=False),
            "new_party": Choice("other"),
            "new_party_name": Text(60, "De school", required=False),
            "because": Text(400, "Dan kunnen meer mensen.", required=False),
            **SIGNED,
        },
        also=lambda world: {
            "revision": world.own.clause.revision,
            f"text-{world.own.clause.commitments.get().key}": "Heel anders.",
        },
    ),
    "support_text": Form(w.OFFICIAL),
    "unsupport_text": Form(w.OFFICIAL),
    "withdraw_text": Form(w.SEAT),
    "decline_text": Form(w.OFFICIAL, {"because": Text(400, "De buren slapen dan.")}),
    "take_over_text": Form(
        w.OFFICIAL, {"how": Loose("beside"), "revision": Number("1", is_hidden=True)}
    ),
    "settle": Form(w.SEAT),
    "reopen": Form(w.SEAT),
    "report_text": Form(w.OFFICIAL, BECAUSE),
    "hide_text": Form(w.GUIDE, BECAUSE),
    "show_text": Form(w.GUIDE),
    "confirm": Form(
        w.OFFICIAL,
        {
            "text": Text(600),
            "mandate": Choice("decided"),
            "decided_by": Text(80, "de wijkregisseur"),
            "decided_on": Day(-1, is_past=True),
        },
    ),
    "take_back_word": Form(w.OFFICIAL),
    "still_behind": Form(
        w.OFFICIAL,
        {
            "mandate": Choice("decided"),
            "decided_by": Text(80, "de wijkregisseur"),
            "decided_on": Day(-1, is_past=True),
        },
    ),
    "seen": Form(w.GUIDE),
    "remind": Form(w.GUIDE),
    "own_word_first": Form(w.SEAT, {"is_on": Loose("on")}),
    "note_on_behalf": Form(
        w.GUIDE,
        {
            "decided_on": Day(-1, is_past=True),
            "present_count": Number("9"),
            "agreed_count": Number("8"),
            "how": Text(200, "Handen omhoog."),
        },
    ),
    "note_talk": Form(
        w.OFFICIAL, {"talked_on": Day(-1, is_past=True), "because": Text(300, "Het kan nu.")}
    ),
    "take_effect": Form(w.OFFICIAL),
    # the life of an agreement
    "restore_version": Form(w.OFFICIAL, {"reason": Text(200, "Het ging beter.", required=False)}),
    "pause_agreement": Form(
        w.OFFICIAL,
        {
            "because": Text(300, "De kelder wordt verbouwd."),
            "look_again_on": Day(20),
            "running": Number("", is_hidden=True),
        },
    ),
    "resume_agreement": Form(w.OFFICIAL),
    "end_agreement": Form(
        w.OFFICIAL,
        {
            "because": Text(300, "Het gebouw gaat dicht."),
            "key": Choice("returned"),
            "place": Text(200, "Leeg en schoon.", required=False),
            "lesson": Text(600, "Eerder met de buren praten.", required=False),
        },
    ),
    # agreements, to write
    "start_agreement": Form(
        w.OFFICIAL,
        {
            "title": Text(80, "De kelder"),
            "template": Choice("empty"),
            "earlier": Id(lambda _world: "", lambda world: world.foreign.proposal.pk),
        },
    ),
    **TEMPLATE_FORMS,
    **PARTNERSHIP_FORMS,
    **PLACE_FORMS,
    "edit_head": Form(
        w.OFFICIAL,
        {
            "title": Text(80, "Nog dichter"),
            "purpose": Text(400, required=False),
            "vision": Text(200, "Een schone kelder.", required=False),
            "lead": Choice("both"),
            "support": Choice("on_request"),
            "look_back_on": Day(40),
            "ends_on": Day(180),
            "trial_until": Day(90),
            "trial_decider": Text(80, "wij samen", required=False),
            "trial_then": Text(200, "Doorgaan.", required=False),
        },
        also=lambda world: {"revision": world.own.draft.revision},
    ),
    "add_clause": Form(w.OFFICIAL, {"heading": Text(100, "Wie doet het?")}),
    **LINES,
    **STEPS,
    **RENEWING,
    **PARTIES,
    **EVALUATIONS,
    **MEETINGS,
    **PROGRESS,
    "edit_clause": Form(
        w.OFFICIAL,
        {
            "heading": Text(100, "Hoe dan?"),
            "0-text": Text(600),
            "0-party": Choice("municipality"),
            "0-kind": Choice("promise"),
            "0-reservation": Text(200, "geld", required=False),
            "0-decider": Text(80, "de raad", required=False),
            "0-due_on": Day(30),
            "0-rhythm": Text(60, "elke week", required=False),
            "0-condition": Text(200, "het drie maanden goed gaat", required=False),
            "0-stance": Choice("cannot"),
            "0-instead": Text(300, "Op vrijdag kan het wel.", required=False),
            "0-watcher": Text(80, "de beheerder", required=False),
            "0-sign": Text(200, "De buren bellen niet meer.", required=False),
        },
        prefix=line_prefix,
        also=lambda world: {
            line_prefix(world.own) + "revision": world.own.draft_clause.revision,
            line_prefix(world.own) + "count": 1,
            "version": world.own.draft.pk,
        },
    ),
    "open_draft": Form(w.OFFICIAL),
    "propose": Form(w.OFFICIAL),
    "withdraw": Form(w.OFFICIAL),
    "start_version": Form(w.OFFICIAL, {"reason": Text(200, "Het ging goed.", required=False)}),
}
