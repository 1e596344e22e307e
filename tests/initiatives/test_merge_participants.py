"""Two names for one person: merging, what shows under whose name, and undoing it exactly."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from agreements.carrying import carrying_of
from agreements.models import Comment, Confirmation
from agreements.states import CommentKind, Word
from initiatives.models import DutyKind, Event, Participant, Seat, ShareLink, Side, merging
from initiatives.states import Refused
from overview.forgetting import fade
from tests.factories import add_clause, line, make_agreement, make_participant, make_proposal
from tests.fingerprint import fingerprint
from tests.initiatives.conftest import text_of


@pytest.fixture(autouse=True)
def no_forms_yet():
    cache.clear()


@pytest.fixture
def double(cast):
    return make_participant(cast.club, name="Zwaluwnoor2")


def path(person: Participant) -> str:
    return reverse("merge_participants", args=[person.pk])


def merge(cast, double: Participant) -> None:
    merging.merge(double, into=cast.noor, by=cast.samira)
    double.refresh_from_db()


@pytest.mark.parametrize("person", ["dex", "samira"])
def test_group_and_guide_see_what_happens_and_do_it(as_, cast, double, person):
    client = as_(getattr(cast, person))
    page = text_of(client.get(path(double)))
    assert "Wat Zwaluwnoor2 schreef, staat dan onder de naam die je houdt." in page
    assert "Op de tijdlijn staat dat je dit deed." in page
    response = client.post(path(double), {"person": cast.noor.pk}, follow=True)
    assert response.redirect_chain == [(path(cast.noor), 303)]
    double.refresh_from_db()
    assert double.merged_into == cast.noor
    assert "Zwaluwnoor2" in text_of(response), "where it can be undone"
    timeline = text_of(client.get(reverse("timeline", args=[cast.club.pk])))
    assert "voegde een dubbele naam samen met die van Zwaluwnoor." in timeline


@pytest.mark.parametrize("person", ["wouter", "police", None])
def test_others_do_not(as_, cast, double, person):
    client = as_(person and getattr(cast, person))
    assert client.get(path(double)).status_code == 403
    assert client.post(path(double), {"person": cast.noor.pk}).status_code == 403
    merge(cast, double)
    assert client.post(reverse("undo_merge", args=[double.pk])).status_code == 403
    assert as_(cast.gardener).get(path(double)).status_code == 404


def test_the_double_stops_everywhere(as_, cast, double):
    double.take_duty(DutyKind.KEY_HOLDER, by=None)
    phone = as_(double)
    personal = ShareLink.make_personal(double, by=cast.samira)
    merge(cast, double)
    assert not double.periods.filter(ended_on=None).exists()
    assert not double.duties.filter(ended_on=None).exists()
    assert not Seat.objects.taken().filter(participant=double).exists()
    assert phone.post(reverse("leave", args=[cast.dex.pk])).status_code == 403
    assert Client().get(reverse("open_link", args=[personal.token])).status_code == 404
    assert "Zwaluwnoor2" not in text_of(
        as_(cast.samira).get(reverse("people", args=[cast.club.pk]))
    )
    with pytest.raises(Refused):
        double.come_back(by=cast.samira)


def test_what_it_wrote_shows_under_the_kept_name(as_, cast, double):
    version = make_agreement(cast.club, by=cast.samira)
    add_clause(version, "Wie opent?", line(f"{{@{double.pk}}} opent."))
    version.propose(by=cast.samira)
    Comment.add(version.clauses.all()[0], by=double, kind=CommentKind.IDEA, text="Een idee.")
    Confirmation.say(version, by=double, word=Word.BEHIND_WITH_CONCERN, text="Een zorg.")
    merge(cast, double)
    for address in (
        reverse("version", args=[version.pk]),
        reverse("timeline", args=[cast.club.pk]),
        reverse("group_page", args=[cast.club.pk]),
    ):
        page = text_of(as_(cast.dex).get(address))
        assert "Zwaluwnoor2" not in page, address
    page = text_of(as_(cast.dex).get(reverse("version", args=[version.pk])))
    assert "Zwaluwnoor opent." in page
    assert page.count("Zwaluwnoor ·") == 2, "the idea and the concern"


def test_a_signed_text_gives_the_other_name_away_to_nobody(as_, cast, double):
    version = make_proposal(cast.club, by=cast.wouter)
    clause = version.clauses.all()[0]
    Comment.add(clause, by=double, kind=CommentKind.IDEA, text="Getekend.", is_signed=True)
    Comment.add(clause, by=double, kind=CommentKind.IDEA, text="Niet getekend.")
    merge(cast, double)
    page = text_of(as_(cast.wouter).get(reverse("version", args=[version.pk])))
    assert "Zwaluwnoor2" in page, "what was signed stays signed"
    assert "Zwaluwnoor ·" not in page
    cast.noor.show_name(by=cast.noor, is_named=True)
    page = text_of(as_(cast.wouter).get(reverse("version", args=[version.pk])))
    assert "Zwaluwnoor ·" in page


def test_words_count_once_and_the_newest_does(cast, double):
    version = make_proposal(cast.club, by=cast.wouter)
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND)
    Confirmation.say(version, by=cast.dex, word=Word.BEHIND)
    Confirmation.say(version, by=double, word=Word.OBJECT, text="Toch niet.")
    before = carrying_of(version).backing
    assert (before.named, before.behind, before.objecting) == (3, 2, 1)
    merge(cast, double)
    after = carrying_of(version).backing
    assert (after.named, after.behind, after.objecting, after.left) == (2, 1, 1, 0)
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND)
    again = carrying_of(version).backing
    assert (again.named, again.behind, again.objecting) == (2, 2, 0), "the same word, said again"


def test_a_word_under_the_double_alone_counts_for_the_person(as_, cast, double):
    version = make_proposal(cast.club, by=cast.wouter)
    Confirmation.say(version, by=double, word=Word.BEHIND)
    merge(cast, double)
    backing = carrying_of(version).backing
    assert (backing.named, backing.behind, backing.left) == (2, 1, 0)
    page = text_of(as_(cast.noor).get(reverse("version", args=[version.pk])))
    assert "Jij staat hierachter" in page


def test_undoing_restores_exactly(as_, cast, double):
    double.take_duty(DutyKind.KEY_HOLDER, by=None)
    version = make_proposal(cast.club, by=cast.wouter)
    Confirmation.say(version, by=double, word=Word.BEHIND)
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND_WITH_CONCERN, text="Hm.")
    phone = as_(double)
    personal = ShareLink.make_personal(double, by=cast.samira)
    guide = as_(cast.samira)
    told = {"initiatives_event", "django_session", "accounts_session"}
    before, counted = fingerprint(leave_out=told), carrying_of(version).backing
    last_signs = list(Participant.objects.order_by("pk").values_list("last_sign_on", flat=True))
    guide.post(path(double), {"person": cast.noor.pk})
    assert fingerprint(leave_out=told) != before
    guide.post(reverse("undo_merge", args=[double.pk]))
    for person, day in zip(Participant.objects.order_by("pk"), last_signs, strict=True):
        Participant.objects.filter(pk=person.pk).update(last_sign_on=day)
    assert fingerprint(leave_out=told) == before
    assert carrying_of(version).backing == counted
    assert phone.post(reverse("leave", args=[cast.dex.pk])).status_code == 303, "acts again"
    assert Client().get(reverse("open_link", args=[personal.token])).status_code == 303
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs.index("participants_merged") < verbs.index("merge_undone")


def test_twice_is_once(cast, double):
    for _ in range(2):
        merge(cast, double)
    assert Event.objects.filter(verb="participants_merged").count() == 1
    for _ in range(2):
        merging.undo_merge(double, by=cast.samira)
    assert Event.objects.filter(verb="merge_undone").count() == 1


def test_typing_the_double_at_the_door_leads_to_the_kept_name(cast, double):
    merge(cast, double)
    door = reverse("take_seat", args=[cast.club.pk])
    phone = cast.read(Client())
    response = phone.post(door, {"name": "zwaluwNOOR2"})
    assert response.status_code == 303
    seat = Seat.objects.taken().get()
    assert seat.participant == cast.noor
    other = cast.read(Client()).post(door, {"name": "Zwaluwnoor2"})
    assert other.status_code == 409
    page = text_of(other)
    assert "Zwaluwnoor2 doet al mee op een andere telefoon." in page
    assert "Zwaluwnoor doet" not in page, "the name that was kept is not given away"


def test_why_it_cannot_be(as_, cast, double):
    guide = as_(cast.samira)

    def refused(one: Participant, other: Participant, by: Participant = cast.samira) -> str:
        with pytest.raises(Refused) as refusal:
            merging.merge(one, into=other, by=by)
        return refusal.value.sentence

    assert "twee verschillende" in refused(double, double)
    assert "twee verschillende" in refused(double, cast.gardener)
    assert "mensen van de groep" in refused(double, cast.wouter)
    assert "jij zelf" in refused(double, cast.noor, by=double)
    member = make_participant(cast.club, Side.GROUP, has_account=True)
    assert "account" in refused(member, cast.noor)
    merge(cast, double)
    assert "hoort al een andere" in refused(cast.noor, cast.dex)
    assert "al samengevoegd" in refused(cast.dex, double)
    assert guide.post(path(double), {"person": cast.dex.pk}).status_code == 409
    assert guide.post(path(cast.dex), {"person": cast.gardener.pk}).status_code == 422
    assert guide.get(path(cast.wouter)).status_code == 403


def test_a_newcomer_who_was_set_aside_can_come_back(as_, cast):
    new = cast.link.take_seat("Nieuw").participant
    guide = as_(cast.samira)
    guide.post(reverse("set_aside", args=[new.pk]))
    assert not new.periods.filter(ended_on=None).exists()
    page = text_of(guide.get(reverse("people", args=[cast.club.pk])))
    assert reverse("come_back", args=[new.pk]) in page
    guide.post(reverse("come_back", args=[new.pk]))
    assert new.periods.filter(ended_on=None).exists()


def test_it_takes_eight_queries(as_, cast, double, django_assert_max_num_queries):
    version = make_proposal(cast.club, by=cast.wouter)
    for n in range(12):
        other = make_participant(cast.club, name=f"Dubbel {n}")
        kept = make_participant(cast.club, name=f"Houd {n}")
        clause = version.clauses.all()[0]
        Comment.add(clause, by=other, kind=CommentKind.IDEA, text="Een idee.")
        Confirmation.say(version, by=other, word=Word.BEHIND_WITH_CONCERN, text="Een zorg.")
        merging.merge(other, into=kept, by=cast.samira)
    guide = as_(cast.samira)
    for address in (
        path(double),
        reverse("version", args=[version.pk]),
        reverse("timeline", args=[cast.club.pk]),
        reverse("group_page", args=[cast.club.pk]),
        reverse("initiative", args=[cast.club.pk]),
        reverse("people", args=[cast.club.pk]),
    ):
        with django_assert_max_num_queries(8):
            assert guide.get(address).status_code == 200, address


def test_a_phone_that_came_by_the_own_link_comes_back_too(cast, double):
    link = ShareLink.make_personal(double, by=cast.samira)
    seat = Seat.objects.create(link=link, participant=double)
    merge(cast, double)
    merging.undo_merge(double, by=cast.samira)
    assert list(Seat.objects.taken()) == [seat]


def test_nothing_is_merged_with_a_name_that_was_taken_away(cast, double):
    # The name of the double would never fade: nobody looks at doubles by themselves.
    fade(cast.noor, by=None)
    with pytest.raises(Refused):
        merge(cast, double)
