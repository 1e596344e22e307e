"""The open form of a small municipality: as one side, signed with functions, changeable."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from evaluations.models import TrustCheck
from evaluations.models.trust import JointConflict
from initiatives.masking import Mask
from initiatives.models import Event, Side
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.looking import answering
from tests.evaluations.trust import FOURS, check_of, page
from tests.factories import make_participant
from tests.fingerprint import fingerprint
from tests.overview.world import signed_in

SIGNED = "gebiedsmakelaar en beheerder"


def send(client: Client, evaluation: Any, **said: Any) -> Any:
    data = {**FOURS, "text": "", "signed_as": SIGNED, "seen": 1, **said}
    return client.post(page(evaluation, "trust_joint"), data)


def test_it_waits_for_closing_and_can_change_until_then(cast: Cast) -> None:
    evaluation, official = answering(cast, municipality=2), signed_in(cast.wouter)
    shown = official.get(page(evaluation, "trust_joint")).content.decode()
    assert "Aan jullie kant zijn minder dan vijf mensen gevraagd." in shown
    assert send(official, evaluation, text="Zeeleeuwen.").status_code == 302
    check = check_of(evaluation, "municipality")
    assert (check.joint_by_id, check.signed_as, check.revision) == (cast.wouter.pk, SIGNED, 2)
    assert Event.objects.filter(verb="trust_joint_said").count() == 1
    group = cast.sit(Client(), cast.noor)
    for name in ("evaluation", "trust_check", "trust_cards"):
        content = group.get(page(evaluation, name)).content.decode()
        assert "Zeeleeuwen." not in content and SIGNED not in content
    assert group.get(page(evaluation, "trust_joint")).status_code == 403
    # The form holds what stands there; another word replaces it, and the same form is one.
    again = official.get(page(evaluation, "trust_joint")).content.decode()
    assert "Zeeleeuwen." in again and 'value="2" id="id_seen"' in again
    for _tap in range(2):
        assert send(official, evaluation, dare="2", seen=2).status_code == 302
    check.refresh_from_db()
    assert check.joint == {"answers": {**FOURS, "dare": 2}, "text": ""} and check.revision == 3
    assert Event.objects.filter(verb="trust_joint_said").count() == 1
    evaluation.gather(by=cast.noor)
    check = check_of(evaluation, "municipality")
    assert check.joint is None and check.published is not None
    figures = {item.key: item.figure for item in check.published.items}
    assert figures == {**dict.fromkeys(FOURS, 4.0), "dare": 2.0}
    assert not check.texts.exists()
    late = fingerprint()
    assert send(official, evaluation, seen=3).status_code == 409
    # Whoever opens the form is noted to be there; nothing of the form moves.
    after = fingerprint()
    assert after["evaluations_trustcheck"] == late["evaluations_trustcheck"]
    assert official.get(page(evaluation, "trust_joint")).status_code == 302


def test_its_text_stands_among_the_others_afterwards(cast: Cast) -> None:
    evaluation = answering(cast)
    send(signed_in(cast.wouter), evaluation, text="Een vast nummer.")
    evaluation.gather(by=cast.noor)
    (text,) = check_of(evaluation, "municipality").texts.all()
    assert (text.text, text.of_side) == ("Een vast nummer.", Side.MUNICIPALITY)


def test_a_colleague_was_first(cast: Cast) -> None:
    evaluation = answering(cast)
    colleague = make_participant(cast.club, Side.MUNICIPALITY, has_account=True)
    send(signed_in(cast.wouter), evaluation, dare="1", text="Zeeleeuwen.")
    response = send(signed_in(colleague), evaluation, dare="5", text="Walrussen.")
    content = response.content.decode()
    assert response.status_code == 409
    assert "Zeeleeuwen." in content and "Walrussen." in content
    assert "Een collega heeft dit net veranderd." in content and 'value="2" id="id_seen"' in content
    assert send(signed_in(colleague), evaluation, dare="5", seen=2).status_code == 302
    check = check_of(evaluation, "municipality")
    assert check.joint is not None and check.joint["answers"]["dare"] == 5
    with pytest.raises(JointConflict):
        check.say_joint(by=cast.wouter, answers=FOURS, text="", signed_as=SIGNED, seen=1)


def test_it_is_of_a_small_municipality_only(cast: Cast) -> None:
    evaluation = answering(cast, group=3, municipality=5)
    official = signed_in(cast.wouter)
    assert official.get(page(evaluation, "trust_joint"))["Location"] == page(evaluation)
    assert send(official, evaluation)["Location"] == page(evaluation)
    for side, by in (("municipality", cast.wouter), ("group", cast.noor)):
        with pytest.raises(Refused):
            check_of(evaluation, side).say_joint(
                by=by, answers=FOURS, text="", signed_as=SIGNED, seen=1
            )
    small = answering(cast, municipality=1)
    with pytest.raises(Refused):
        check_of(small, "municipality").say_joint(
            by=cast.noor, answers=FOURS, text="", signed_as=SIGNED, seen=1
        )
    assert not TrustCheck.objects.exclude(joint=None).exists()


def test_what_is_missing_is_asked(cast: Cast) -> None:
    evaluation, official = answering(cast), signed_in(cast.wouter)
    response = send(official, evaluation, signed_as="", dare="7", text="Meer licht.")
    content = response.content.decode()
    assert response.status_code == 422
    assert "Schrijf met welke functies" in content and "Meer licht." in content
    assert send(official, evaluation, seen="").status_code == 422
    assert send(official, evaluation, signed_as="x" * 121).status_code == 422


def test_a_name_goes_out_of_what_is_not_shown_yet(cast: Cast) -> None:
    evaluation = answering(cast)
    send(signed_in(cast.wouter), evaluation, text="Bel Zwaluwnoor.")
    group, joint = check_of(evaluation), check_of(evaluation, "municipality")
    for text in ("Zwaluwnoor weet het.", "Meer licht."):
        group.add_answer(FOURS, text)
    for check in (group, joint):
        check.mask(Mask(["Zwaluwnoor"]))
    tally = check_of(evaluation).tally
    assert tally is not None and tally["answers"] == 2
    assert tally["texts"] == ["Een deelnemer weet het.", "Meer licht."]
    said = check_of(evaluation, "municipality")
    assert said.joint is not None and said.joint["text"] == "Bel een deelnemer."
    # Who has the old text open is shown both, instead of bringing the name back.
    assert said.revision == 3
