"""The trust check on a phone: what it asks of whom, and that answering leaves no trace."""

from __future__ import annotations

import inspect
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Session
from evaluations.models import Evaluation, TrustCheck, TrustText
from evaluations.publishing import FEWEST, FROM_HERE_COUNTS, KEYS, MOST_ANSWERS
from evaluations.states import NEXT, State
from initiatives.models import Participant, ShareLink
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.looking import answering
from tests.evaluations.trust import FOURS, answers_in, check_of, page, send, ticket_on
from tests.fingerprint import fingerprint
from tests.overview.world import signed_in

TALLY_TABLE = "evaluations_trustcheck"


def seat(cast: Cast) -> Client:
    return cast.sit(Client(), cast.noor, cast.link)


def reader(cast: Cast) -> Client:
    return cast.read(Client())


def official(cast: Cast) -> Client:
    return signed_in(cast.wouter)


def stale(cast: Cast) -> None:
    """Nobody did anything for some days, so that a sign of life would show."""
    before = timezone.localdate() - timedelta(days=3)
    Participant.objects.update(last_sign_on=before)
    ShareLink.objects.update(last_used_on=before, writes=0, writes_since=None)
    Session.objects.update(last_used_on=before)


def cached() -> list[str]:
    """What the cache of this process holds."""
    return sorted(cache._cache)  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", [seat, reader, official])
def test_answering_changes_one_column_and_leaves_no_other_trace(cast, who):
    evaluation = answering(cast, group=9, municipality=9)
    client: Client = who(cast)
    side = "municipality" if who is official else "group"
    stale(cast)
    ticket = ticket_on(client, evaluation)
    before, others = fingerprint(), TrustCheck.objects.values().exclude(side=side)
    kept = list(others), cached()
    response = send(client, evaluation, text="Meer licht.", ticket=ticket)
    assert response.status_code == 302, response.content.decode()
    after = fingerprint()
    assert {table for table in after if after[table] != before[table]} == {TALLY_TABLE}
    assert (list(others.all()), cached()) == kept
    assert mail.outbox == []
    row = TrustCheck.objects.filter(evaluation=evaluation, side=side).values().get()
    assert row["tally"]["answers"] == 1 and row["tally"]["texts"] == ["Meer licht."]
    fresh = {"tally": None, "id": row["id"], "evaluation_id": evaluation.pk, "invited": 9}
    assert {**row, "tally": None} == {
        **fresh,
        "side": side,
        "mode": "counts",
        "result": None,
        "joint": None,
        "joint_by_id": None,
        "signed_as": "",
        "revision": 1,
    }
    # Only what this device keeps itself.
    assert set(response.cookies) <= {"onderling-trust", "messages"}
    assert response.cookies["onderling-trust"]["httponly"]


def test_another_write_does_leave_a_trace(cast: Cast) -> None:
    """The control of the test above."""
    evaluation = answering(cast)
    risk = {"kind": "risk", "text": "Koud.", "named": "zonder"}
    for client, traces in (
        (seat(cast), {"initiatives_sharelink", "initiatives_participant", "meetings_riskitem"}),
        (official(cast), {"accounts_session", "initiatives_participant"}),
    ):
        stale(cast)
        before = fingerprint()
        client.post(reverse("name_risk", args=[cast.club.pk]), risk)
        after = fingerprint()
        assert traces <= {table for table in after if after[table] != before[table]}
    assert evaluation.trust.count() == 2


def test_it_writes_one_statement(cast: Cast) -> None:
    check = check_of(answering(cast))
    with CaptureQueriesContext(connection) as seen:
        check.add_answer(FOURS, "Meer licht.")
    writes = [q["sql"] for q in seen if q["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]
    assert len(writes) == 1
    columns = re.findall(r'"(\w+)" = ', writes[0].split(" WHERE ")[0])
    assert TALLY_TABLE in writes[0] and columns == ["tally"]
    assert "by" not in inspect.signature(TrustCheck.add_answer).parameters


def test_the_screen_says_what_the_database_does(cast: Cast) -> None:
    """Each claim of the page, held against the columns in which an answer can end up."""
    evaluation = answering(cast)
    content = reader(cast).get(page(evaluation)).content.decode()
    for claim in (
        "Eén optelling van jullie hele kant: per zin hoeveel mensen wat kozen.",
        "De open antwoorden, op volgorde van het alfabet en los van de rest.",
        "Per keer één los toevalsgetal. Zo telt twee keer tikken één keer.",
        "Wie invulde, wanneer, in welke volgorde en met welk apparaat.",
        "Welke antwoorden bij elkaar horen.",
        "Deze site houdt op de server niet bij dat je op deze pagina was.",
        "In reservekopieën en op de schijf is de optelling daarna nog een tijd te vinden.",
    ):
        assert claim in content
    assert "dan staat er per zin alleen een woord" in content and FROM_HERE_COUNTS == 8
    assert "Zijn er minder dan vijf, dan staat er niets." in content and FEWEST == 5
    # What answering writes has no column of a time, a person or an order; the next test but one
    # says that nothing else is written.
    columns = {field.column for field in TrustCheck._meta.fields}
    fixed = {"id", "evaluation_id", "side", "invited", "mode"}
    of_joint = {"joint", "joint_by_id", "signed_as", "revision"}
    assert columns == fixed | of_joint | {"tally", "result"}
    check = check_of(evaluation)
    for n in (3, 1, 2):
        check.add_answer(dict.fromkeys(KEYS, n), f"tekst {n}", ticket=f"k{n}")
    tally = check_of(evaluation).tally
    assert tally is not None and set(tally) == {"answers", "items", "texts", "tickets"}
    assert tally["answers"] == 3 and set(tally["items"]) == set(KEYS)
    assert all(counts == [1, 1, 1, 0, 0, 0] for counts in tally["items"].values())
    assert tally["texts"] == ["tekst 1", "tekst 2", "tekst 3"]
    assert tally["tickets"] == ["k1", "k2", "k3"]
    evaluation.gather(by=cast.noor)
    assert check_of(evaluation).tally is None
    # What is hidden or reported is said of it afterwards; nothing says whose it is.
    said_later = {"reported_at", "reported_because", "hidden_at", "hidden_by_id", "hidden_because"}
    assert {f.column for f in TrustText._meta.fields} == said_later | {"id", "trust_id", "text"}


def test_what_each_mode_asks_and_says(cast: Cast) -> None:
    evaluation = answering(cast, group=6, municipality=6)
    content = reader(cast).get(page(evaluation)).content.decode()
    assert "bijna iedereen, verdeeld of bijna niemand" in content
    assert 'name="text"' not in content and "alfabet" not in content
    send(reader(cast), evaluation, text="Dit vraagt niemand.")
    tally = check_of(evaluation).tally
    assert tally is not None and tally["answers"] == 1 and tally["texts"] == []
    assert "De groep doet wat we hebben afgesproken." in (
        official(cast).get(page(evaluation)).content.decode()
    )


def test_small_sides_answer_in_another_way(cast: Cast) -> None:
    evaluation = answering(cast, group=4, municipality=3)
    phone = seat(cast)
    assert phone.get(page(evaluation))["Location"] == page(evaluation, "trust_cards")
    assert send(phone, evaluation)["Location"] == page(evaluation, "trust_cards")
    assert send(official(cast), evaluation)["Location"] == page(evaluation, "trust_joint")
    for side in ("group", "municipality"):
        check = check_of(evaluation, side)
        with pytest.raises(Refused):
            TrustCheck.objects.get(pk=check.pk).add_answer(FOURS)


def test_the_guide_does_not_answer_and_reads_why(cast: Cast) -> None:
    evaluation = answering(cast)
    guide = signed_in(cast.samira)
    for response in (guide.get(page(evaluation)), send(guide, evaluation)):
        assert response.status_code == 403
        assert "Als begeleider doe je hier niet mee." in response.content.decode()
    assert answers_in(evaluation) == 0


def test_who_works_here_does_not_answer_by_the_link_of_the_group(cast: Cast) -> None:
    evaluation = answering(cast)
    client = cast.read(signed_in(cast.manager))
    assert client.get(reverse("evaluation", args=[evaluation.pk])).status_code == 200
    assert send(client, evaluation).status_code == 403
    assert answers_in(evaluation) == 0


def test_a_second_time_on_one_device_is_stopped_and_somebody_else_is_not(cast: Cast) -> None:
    evaluation, phone = answering(cast), reader(cast)
    ticket = ticket_on(phone, evaluation)
    assert send(phone, evaluation, ticket=ticket).status_code == 302
    again = phone.get(page(evaluation)).content.decode()
    assert "Op dit apparaat is al ingevuld" in again and 'name="keeps"' not in again
    assert send(phone, evaluation).status_code == 409
    assert answers_in(evaluation) == 1
    assert send(phone, evaluation, "?nog-iemand=ja").status_code == 302
    assert answers_in(evaluation) == 2
    # Two taps on one button: the second leaves before the cookie is there.
    fresh = reader(cast)
    for _tap in range(2):
        fresh.cookies.pop("onderling-trust", None)
        assert send(fresh, evaluation, ticket=ticket).status_code == 302
    assert answers_in(evaluation) == 2
    # Another look-back is asked anew, and a made-up cookie stops nobody.
    fresh.cookies["onderling-trust"] = f"[{evaluation.pk}]:made-up"
    assert 'name="keeps"' in fresh.get(page(evaluation)).content.decode()


def test_the_cookie_holds_no_time_and_goes_with_the_phone(cast: Cast) -> None:
    evaluation = answering(cast)
    values = set()
    for _time in range(2):
        response = send(reader(cast), evaluation)
        values.add(response.cookies["onderling-trust"].value)
    assert len(values) == 1  # the same on every device, whenever it was
    phone = reader(cast)
    send(phone, evaluation)
    phone.post(reverse("leave_device"))
    assert phone.cookies["onderling-trust"].value == ""


def test_what_is_missing_is_asked_and_the_rest_stays(cast: Cast) -> None:
    evaluation, phone = answering(cast), reader(cast)
    response = phone.post(page(evaluation), {"keeps": "2", "text": "Meer licht."})
    content = response.content.decode()
    assert response.status_code == 422
    assert content.count("Kies een antwoord.") >= len(KEYS) - 1
    assert 'value="2" id="id_keeps_1" checked' in content.replace("required ", "")
    assert "Meer licht." in content
    for wrong in ({"keeps": "6"}, {"keeps": "-1"}, {"dare": "é"}, {"text": "x" * 301}):
        assert send(phone, evaluation, **wrong).status_code == 422
    for made_up in ({}, {**FOURS, "extra": 1}, dict.fromkeys(KEYS, 6), dict.fromkeys(KEYS, -1)):
        with pytest.raises(Refused):
            check_of(evaluation).add_answer(made_up)
    assert answers_in(evaluation) == 0


def test_nothing_is_shown_before_closing_and_nothing_is_counted(cast: Cast) -> None:
    evaluation = answering(cast)
    seen = reader(cast).get(page(evaluation)).content
    there = reverse("evaluation", args=[evaluation.pk])
    overview = official(cast).get(there).content
    for n in range(9):
        check_of(evaluation).add_answer(FOURS, f"Zeeleeuw {n}")
    again, now = reader(cast).get(page(evaluation)).content, official(cast).get(there).content
    for before, after in ((seen, again), (overview, now)):
        assert without_random(before) == without_random(after)
        assert b"Zeeleeuw" not in after


def without_random(content: bytes) -> str:
    """A page without what is drawn anew each time."""
    drawn = r'((?:name="(?:ticket|csrfmiddlewaretoken)" value="|CSRFToken": "))[^"]*'
    return re.sub(drawn, r"\1", content.decode())


def test_difference_attacks_are_refused(cast: Cast) -> None:
    """A late answer, opening again, and another number of people: nothing moves."""
    evaluation = answering(cast)
    late = check_of(evaluation)
    ticket = ticket_on(phone := reader(cast), evaluation)
    for n in range(9):
        check_of(evaluation).add_answer(dict.fromkeys(KEYS, 1 + n % 5), f"tekst {n}")
    evaluation.gather(by=cast.noor)
    published = fingerprint()
    with pytest.raises(Refused):
        late.add_answer(FOURS, "Te laat.")
    response = send(phone, evaluation, text="Te laat.", ticket=ticket)
    assert response.status_code == 409 and "Te laat." in response.content.decode()
    assert phone.get(page(evaluation))["Location"] == reverse("evaluation", args=[evaluation.pk])
    # Publishing once more changes nothing either, and nothing leads back to answering.
    evaluation.trust.publish_all()
    evaluation.gather(by=cast.wouter)
    assert fingerprint() == published
    assert not any(State.ANSWERING in after for after in NEXT.values())
    with pytest.raises(Refused):
        Evaluation.open(evaluation.agreement, by=cast.noor, invited_group=5, invited_municipality=2)
    phone.post(page(evaluation), {**FOURS, "invited": 5, "mode": "bands", "side": "municipality"})
    assert fingerprint() == published


def test_fifty_answers_where_six_were_expected(cast: Cast) -> None:
    evaluation = answering(cast, group=6)
    for _n in range(50):
        check_of(evaluation).add_answer(FOURS, "Dit wordt niet gevraagd.")
    evaluation.gather(by=cast.noor)
    check = check_of(evaluation)
    assert check.published is not None
    assert (check.invited, check.published.answers, check.published.mode) == (6, 50, "bands")
    assert not check.texts.exists()


def test_answering_has_an_end(cast: Cast) -> None:
    evaluation = answering(cast)
    check = check_of(evaluation)
    assert check.tally is not None
    TrustCheck.objects.filter(pk=check.pk).update(tally={**check.tally, "answers": MOST_ANSWERS})
    response = send(reader(cast), evaluation)
    assert response.status_code == 409 and "heel veel antwoorden" in response.content.decode()
