"""A party link: one agreement to read and react to, standing behind the own lines; nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import (
    Agreement,
    Comment,
    CommitmentUpdate,
    Confirmation,
    OtherParty,
    PartyLink,
)
from agreements.states import CommentKind, PartyKind, Word
from initiatives.models import DutyKind, ShareLink
from initiatives.who import Claim, Who
from tests.conftest import Cast, with_claims
from tests.factories import add_clause, line, make_agreement, make_proposal
from tests.initiatives.conftest import NAUGHTY, as_, text_of  # noqa: F401  a fixture
from tests.world_makers import take_effect

BUREN = "De buren van de Merelhof"


@pytest.fixture(autouse=True)
def nobody_guessed_yet() -> None:
    cache.clear()


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    version = make_agreement(cast.club, by=cast.wouter, title="Over de kelder")
    cast.noor.take_duty(DutyKind.KEY_HOLDER, by=None)
    cast.dex.show_name(by=cast.dex, is_named=True)
    add_clause(
        version,
        "Wie doet wat?",
        line(f"{{@{cast.noor.pk}}} en {{@{cast.dex.pk}}} openen.", "group"),
        line("Zij bellen eerst de groep.", "other", party_name=BUREN, rhythm="elke maand"),
        line("De school kijkt mee.", "other", party_name="De school"),
    )
    version.propose(by=cast.wouter)
    return version.agreement


@pytest.fixture
def party(cast: Cast, agreement: Agreement) -> OtherParty:
    return OtherParty.add(agreement, by=cast.noor, kind=PartyKind.NEIGHBOURS, name=BUREN)


@pytest.fixture
def link(cast: Cast, party: OtherParty) -> ShareLink:
    return PartyLink.make(party, by=cast.wouter).link


def opened(link: ShareLink) -> Client:
    client = Client()
    client.get(reverse("open_link", args=[link.token]))
    return client


def path(link: ShareLink, name: str = "party_page", *more: int) -> str:
    return reverse(name, args=[link.pk, *more])


def own_line(agreement: Agreement):
    clause = agreement.versions.order_by("-number")[0].clauses.last()
    return clause.commitments.get(party_name=BUREN)


def act(agreement: Agreement, cast: Cast) -> None:
    take_effect(agreement.versions.order_by("-number")[0], cast.wouter)


def test_it_reads_the_proposal_with_the_own_lines_first(cast: Cast, agreement, link) -> None:
    client = opened(link)
    body = text_of(client.get(path(link)))
    assert "Dit is een voorstel van" in body and BUREN in body
    first = body.index("Wat jullie doen")
    assert first < body.index("Zij bellen eerst de groep.") < body.index("Wie doet wat?")
    assert body.count("van jullie") == 1, "the line of the school is not theirs"
    assert "Een sleutelhouder van de groep en een deelnemer van de groep openen." in body


def test_no_byte_of_the_group_and_nothing_of_what_others_said(cast: Cast, agreement, link) -> None:
    version = agreement.versions.get()
    Comment.add(
        version.clauses.last(), by=cast.dex, kind=CommentKind.IDEA, text="Idee van ons.",
        is_signed=True,
    )  # fmt: skip
    Confirmation.say(version, by=cast.dex, word=Word.OBJECT, text="Een bezwaar.", is_signed=True)
    cast.club.open_names(by=cast.noor, is_open=True)
    client = opened(link)
    for page in (
        path(link),
        path(link, "party_word"),
        path(link, "party_react", _clause(agreement)),
    ):
        body = text_of(client.get(page))
        for hidden in (
            "Zwaluw",
            "Idee van ons",
            "Een bezwaar",
            "/groep/",
            "/versie/",
            "/tijdlijn/",
        ):
            assert hidden not in body, (page, hidden)


def _clause(agreement: Agreement) -> int:
    return agreement.versions.order_by("-number")[0].clauses.last().pk


def test_it_opens_that_one_agreement_and_nothing_else(cast: Cast, agreement, link, party) -> None:
    client, version = opened(link), agreement.versions.get()
    for name, pk in (
        ("group_page", cast.club.pk),
        ("people", cast.club.pk),
        ("timeline", cast.club.pk),
        ("take_seat", cast.club.pk),
        ("version", version.pk),
        ("agreement", agreement.pk),
        ("parties", agreement.pk),
        ("edit_party", party.pk),
    ):
        assert client.get(reverse(name, args=[pk])).status_code == 302, name
        assert client.post(reverse(name, args=[pk])).status_code == 302, name
    who = Who(None, [Claim(link.pk, link.generation)])
    assert not who.is_somebody and who.link_to(cast.club) is None
    other = make_proposal(cast.club, by=cast.wouter, title="Niet voor hen")
    for pk in (other.clauses.all()[0].pk, 999_999):
        assert client.get(path(link, "party_react", pk)).status_code == 404
    school = version.clauses.last().commitments.get(party_name="De school")
    assert client.get(path(link, "party_progress", school.pk)).status_code == 404
    assert (
        client.post(path(link, "party_progress", school.pk), {"state": "done"}).status_code == 404
    )


def test_another_party_link_is_not_this_one(cast: Cast, agreement, link) -> None:
    school = OtherParty.add(agreement, by=cast.noor, kind=PartyKind.SCHOOL, name="De school")
    client = opened(PartyLink.make(school, by=cast.noor).link)
    nothing = client.get(reverse("party_page", args=[999_999]))
    assert nothing.status_code == 404
    for page in (
        path(link),
        path(link, "party_word"),
        path(link, "party_react", _clause(agreement)),
    ):
        assert client.get(page).content == nothing.content
    assert client.post(path(link, "party_word"), {"word": "behind"}).status_code == 404
    assert Client().get(path(link)).status_code == 404


def test_a_preview_gets_the_neutral_card(link) -> None:
    agent = {"User-Agent": "WhatsApp/2.24"}
    body = text_of(Client().get(reverse("open_link", args=[link.token]), headers=agent))
    assert "Een voorstel voor een afspraak" in body and "kelder" not in body


def test_what_was_hidden_about_them_is_hidden_for_them_too(cast: Cast, link, party) -> None:
    party.change(by=cast.noor, kind=PartyKind.NEIGHBOURS, role="Zeuren altijd.", before="")
    client = opened(link)
    assert "Zeuren altijd." in text_of(client.get(path(link)))
    party.hide(by=cast.samira, because="Niet aardig.")
    assert "Zeuren altijd." not in text_of(client.get(path(link)))


def test_it_never_reads_a_draft(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, title="Geheim plan")
    draft.open_draft(by=cast.wouter)
    clause = add_clause(draft, "Wat doen de buren?", line("Zij.", "other", party_name=BUREN))
    party = OtherParty.add(draft.agreement, by=cast.noor, kind=PartyKind.NEIGHBOURS, name=BUREN)
    link = PartyLink.make(party, by=cast.noor).link
    client = opened(link)
    body = text_of(client.get(path(link)))
    assert "Er ligt nog geen tekst voor" in body
    assert "Geheim plan" not in body and "Zij." not in body
    assert client.get(path(link, "party_react", clause.pk)).status_code == 404
    assert "Geheim plan" not in text_of(client.get(path(link, "party_word")))
    assert client.post(path(link, "party_word"), {"word": "behind"}).status_code == 409


def test_it_reacts_and_reads_the_answer(as_, cast: Cast, agreement, link, party) -> None:  # noqa: F811
    client, clause = opened(link), _clause(agreement)
    data = {"kind": "question", "text": "Hoe laat is het stil?"}
    response = client.post(path(link, "party_react", clause), data)
    assert response.status_code == 303
    said = Comment.objects.get()
    assert said.by == party.participant
    said.answer(by=cast.noor, text="Om elf uur.", is_signed=True)
    body = text_of(client.get(path(link)))
    assert "Hoe laat is het stil?" in body and "Om elf uur." in body and "Zwaluw" not in body
    said.hide(by=cast.samira, because="Vergissing.")
    assert "Hoe laat is het stil?" not in text_of(client.get(path(link)))
    both = text_of(as_(cast.wouter).get(reverse("version", args=[agreement.versions.get().pk])))
    assert BUREN in both


@pytest.mark.parametrize("text", ["", *NAUGHTY])
def test_a_strange_reaction_is_taken_whole_or_comes_back(link, agreement, text: str) -> None:
    response = opened(link).post(
        path(link, "party_react", _clause(agreement)), {"kind": "idea", "text": text}
    )
    assert response.status_code in (303, 422)
    assert "<script>alert" not in text_of(response)


def test_it_stands_behind_the_own_lines_and_blocks_nothing(
    cast: Cast, agreement, link, party
) -> None:
    client, version = opened(link), agreement.versions.get()
    word = path(link, "party_word")
    data = {"word": "behind_with_concern", "text": "", "version": version.pk}
    assert client.post(word, data).status_code == 422, "which concern?"
    assert client.post(word, {**data, "word": "object", "text": "Nee"}).status_code == 422
    assert client.post(word, {**data, "text": "Wel stil na tien."}).status_code == 303
    said = Confirmation.objects.get(by=party.participant)
    assert (said.word, said.except_keys) == (Word.BEHIND_WITH_CONCERN, [])
    assert "Wel stil na tien." in text_of(client.get(path(link)))
    act(agreement, cast)
    version.refresh_from_db()
    assert version.status == "in_effect", "their concern holds nothing back"
    for _ in range(2):
        assert client.post(path(link, "party_take_back")).status_code == 303
    said.refresh_from_db()
    assert said.word == ""


def test_a_word_on_another_text_than_was_read_is_refused(cast: Cast, agreement, link) -> None:
    client, first = opened(link), agreement.versions.get()
    second = agreement.start_version(by=cast.noor)
    second.propose(by=cast.noor)
    data = {"word": "behind_with_concern", "text": "Zorg.", "version": first.pk}
    response = client.post(path(link, "party_word"), data)
    assert response.status_code == 409 and "Zorg." in text_of(response)
    assert not Confirmation.objects.filter(version__in=(first, second), by__side="other").exists()


def test_without_a_line_there_is_nothing_to_stand_behind(cast: Cast, agreement) -> None:
    party = OtherParty.add(agreement, by=cast.noor, kind=PartyKind.POLICE, name="De politie")
    link = PartyLink.make(party, by=cast.noor).link
    client = opened(link)
    assert "Er staat geen regel van jullie in deze tekst" in text_of(client.get(path(link)))
    data = {"word": "behind", "version": agreement.versions.get().pk}
    assert client.post(path(link, "party_word"), data).status_code == 409


def test_it_says_how_its_lines_stand(cast: Cast, agreement, link, party) -> None:
    act(agreement, cast)
    client, own = opened(link), own_line(agreement)
    page = path(link, "party_progress", own.pk)
    assert page in text_of(client.get(path(link)))
    for _ in range(2):
        response = client.post(page, {"state": "on_track", "text": "Eén keer gebeld.", "seen": ""})
        assert response.status_code == 303
    said = CommitmentUpdate.objects.get()
    assert (said.by, said.state) == (party.participant, "on_track")
    assert "Eén keer gebeld." in text_of(client.get(page))
    yesterday = timezone.localdate() - timedelta(days=1)
    past = {"state": "no_news", "because": "Nog niets.", "look_again_on": yesterday}
    response = client.post(page, {**past, "seen": said.pk})
    assert response.status_code == 422 and "Nog niets." in text_of(response)


def test_a_line_of_a_text_that_was_replaced_is_refused(cast: Cast, agreement, link) -> None:
    act(agreement, cast)
    old = own_line(agreement)
    agreement.start_version(by=cast.noor).propose(by=cast.noor)
    act(agreement, cast)
    data = {"state": "done", "text": "Toch gedaan.", "seen": ""}
    response = opened(link).post(path(link, "party_progress", old.pk), data)
    assert response.status_code == 409 and "Toch gedaan." in text_of(response)
    assert not CommitmentUpdate.objects.exists()


def test_what_holds_can_be_read_beside_the_proposal(cast: Cast, agreement, link) -> None:
    act(agreement, cast)
    draft = agreement.start_version(by=cast.noor)
    add_clause(draft, "Wat is er nieuw?", line("Dit is nieuw."))
    draft.propose(by=cast.noor)
    client = opened(link)
    newest = text_of(client.get(path(link)))
    assert "Dit is nieuw." in newest and "Lees wat nu geldt" in newest
    running = text_of(client.get(path(link) + "?tekst=geldt"))
    assert "Dit is nieuw." not in running and "Lees het voorstel" in running
    assert path(link, "party_progress", agreement.versions.in_effect().get().clauses.last()
                .commitments.get(party_name=BUREN).pk) in running  # fmt: skip


def test_a_party_that_left_says_nothing_more(cast: Cast, agreement, link, party) -> None:
    act(agreement, cast)
    client, own = opened(link), own_line(agreement)
    party.leave(by=cast.noor)
    assert client.get(path(link)).status_code == 404
    for name, more, data in (
        ("party_progress", [own.pk], {"state": "done"}),
        ("party_react", [_clause(agreement)], {"kind": "idea", "text": "Nog iets."}),
        ("party_word", [], {"word": "behind", "version": own.clause.version_id}),
        ("party_take_back", [], {}),
    ):
        response = client.post(path(link, name, *more), data)
        assert response.status_code == 409, name
        assert "doen bij deze afspraak niet meer mee" in text_of(response)
    assert not CommitmentUpdate.objects.exists() and not Comment.objects.exists()
    assert own_line(agreement).text == "Zij bellen eerst de groep."
    party.come_back(by=cast.noor)
    assert client.get(path(link)).status_code == 404, "the old address stays dead"


def test_ended_on_the_page_of_people_counts_too(cast: Cast, agreement, link, party) -> None:
    client = opened(link)
    party.participant.leave(by=cast.noor)
    assert client.get(path(link)).status_code == 404


def test_it_writes_no_more_than_the_limit(agreement, link) -> None:
    ShareLink.objects.filter(pk=link.pk).update(writes=30, writes_since=timezone.now())
    data = {"kind": "idea", "text": "Nummer 31."}
    response = opened(link).post(path(link, "party_react", _clause(agreement)), data)
    assert response.status_code == 409
    assert "heel veel geschreven" in text_of(response) and "Nummer 31." in text_of(response)


def test_read_only_renewed_and_revoked_count_at_once(as_, cast: Cast, agreement, link) -> None:  # noqa: F811
    tab, official = opened(link), as_(cast.wouter)
    assert official.post(
        reverse("read_only_link", args=[link.pk]), {"is_read_only": "yes"}
    ).status_code == 303  # fmt: skip
    body = text_of(tab.get(path(link)))
    assert "alleen lezen" in body and path(link, "party_word") not in body
    data = {"kind": "idea", "text": "Toch."}
    assert tab.post(path(link, "party_react", _clause(agreement)), data).status_code == 403
    assert official.post(reverse("renew_link", args=[link.pk])).status_code == 303
    assert tab.get(path(link)).status_code == 404
    link.refresh_from_db()
    tab = opened(link)
    assert tab.get(path(link)).status_code == 200
    assert official.post(reverse("revoke_link", args=[link.pk])).status_code == 303
    assert tab.get(path(link)).status_code == 404


def test_the_pages_of_links_show_it_to_both_sides(as_, cast: Cast, agreement, link) -> None:  # noqa: F811
    for person in (cast.noor, cast.samira, cast.wouter):
        client = as_(person)
        listed = text_of(client.get(reverse("links", args=[cast.club.pk])))
        assert BUREN in listed
        shown = text_of(client.get(reverse("link", args=[link.pk])))
        assert link.token in shown and "praat voor deze partij" in shown
        assert client.get(reverse("link_qr", args=[link.pk])).status_code == 200
    for outsider in (cast.police, None):
        assert as_(outsider).get(reverse("link", args=[link.pk])).status_code == 403


def test_it_ends_a_month_after_the_agreement(cast: Cast, agreement, link) -> None:
    act(agreement, cast)
    agreement.end(by=cast.noor, because="Klaar.")
    client = opened(link)
    assert "Deze afspraak is gestopt" in text_of(client.get(path(link)))
    for days, status in ((30, 200), (31, 404)):
        Agreement.objects.update(ended_at=timezone.localtime() - timedelta(days=days))
        assert client.get(path(link)).status_code == status


def test_a_seat_stays_beside_it(cast: Cast, agreement, link) -> None:
    client = cast.sit(Client(), cast.noor, cast.link)
    client.get(reverse("open_link", args=[link.token]))
    assert client.get(path(link)).status_code == 200
    assert client.get(reverse("people", args=[cast.club.pk])).status_code == 200


def test_who_takes_part_never_speaks_as_it(as_, cast: Cast, agreement, link) -> None:  # noqa: F811
    for client in (as_(cast.wouter), cast.sit(Client(), cast.noor, cast.link)):
        client.get(reverse("open_link", args=[link.token]))
        data = {"kind": "question", "text": "Mag dat?"}
        response = client.post(path(link, "party_react", _clause(agreement)), data)
        assert response.status_code == 409 and "Mag dat?" in text_of(response)
        assert not Comment.objects.exists()


def test_few_queries_with_much_said(
    cast: Cast, agreement, link, party, django_assert_max_num_queries
) -> None:
    act(agreement, cast)
    clause = agreement.versions.get().clauses.last()
    for n in range(8):
        said = Comment.add(clause, by=party.participant, kind=CommentKind.IDEA, text=f"Idee {n}")
        said.answer(by=cast.wouter, text=f"Antwoord {n}")
    client = with_claims(Client(), [Claim(link.pk, link.generation)])
    with django_assert_max_num_queries(10):
        client.get(path(link))
