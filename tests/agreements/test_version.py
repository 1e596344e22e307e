"""Reading a version, reacting on it, and what each side may read."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Comment, Confirmation
from agreements.states import CommentKind, Word
from initiatives.models import Side
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement, make_participant, make_proposal


@pytest.fixture
def proposal(cast: Cast) -> AgreementVersion:
    return make_proposal(cast.club, by=cast.wouter, title="Afspraak over De Kelder")


def html(client: Client, name: str, *args: object, **kwargs: object) -> str:
    response = client.get(reverse(name, args=args), **kwargs)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_agreement_goes_on_to_the_text_that_matters(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    cast.read(client)
    response = client.get(reverse("agreement", args=[proposal.agreement_id]))
    assert response.headers["Location"] == reverse("version", args=[proposal.pk])


def test_a_draft_of_the_municipality_is_not_there_for_the_group(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    cast.sit(client, cast.noor)
    assert client.get(reverse("version", args=[draft.pk])).status_code == 404
    draft.open_draft(by=cast.wouter)
    assert client.get(reverse("version", args=[draft.pk])).status_code == 200


def test_changes_are_shown_as_words(cast: Cast, client: Client) -> None:
    first = make_agreement(cast.club, by=cast.wouter, clauses=1)
    add_clause(first, "Hoe laat?", line("Tot 22.00 uur open."))
    first.propose(by=cast.wouter)
    second = first.agreement.start_version(by=cast.samira)
    clause = second.clauses.get(heading="Hoe laat?")
    old = clause.commitments.get().as_line()
    clause.rewrite(
        revision=1, heading="Hoe laat?", lines=[line("Tot 23.00 uur open.", key=old.key)]
    )
    second.propose(by=cast.samira)
    body = html(cast.sit(client, cast.noor), "version", second.pk)
    assert "<del>" in body and "22.00 </del>" in body and "23.00 </ins>" in body
    assert "gewijzigd in versie 2" in body


@pytest.mark.parametrize("kind", CommentKind.values)
def test_a_reaction_from_the_link_is_answered_by_the_other_side(
    cast: Cast, client: Client, proposal: AgreementVersion, kind: str
) -> None:
    clause = proposal.clauses.all()[0]
    cast.sit(client, cast.noor)
    response = client.post(
        reverse("react", args=[clause.pk]), {"kind": kind, "text": "Mag het later?"}
    )
    assert response.status_code == 303
    assert response.headers["Location"].endswith(f"#{clause.key}")
    comment = Comment.objects.get()
    assert (comment.kind, comment.by, comment.text) == (kind, cast.noor, "Mag het later?")

    official = Client()
    official.force_login(cast.wouter.user)
    page = html(official, "version", proposal.pk)
    assert "Mag het later?" in page
    assert ("wacht op de gemeente" in page) == (kind != "compliment")
    official.post(reverse("answer", args=[comment.pk]), {f"answer-{comment.pk}-text": "Ja hoor."})
    page = html(official, "version", proposal.pk)
    assert "Ja hoor." in page and "wacht op de gemeente" not in page


def test_reacting_without_a_name_asks_who_you_are_first(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    address = reverse("react", args=[proposal.clauses.all()[0].pk])
    response = cast.read(client).get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("take_seat", args=[cast.club.pk]))


def test_the_nickname_is_for_the_group_unless_signed(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    clause = proposal.clauses.all()[0]
    Comment.add(clause, by=cast.noor, kind=CommentKind.IDEA, text="Zonder naam")
    client.force_login(cast.wouter.user)
    assert cast.noor.name not in html(client, "version", proposal.pk)
    Comment.add(clause, by=cast.noor, kind=CommentKind.IDEA, text="Met naam", is_signed=True)
    assert cast.noor.name in html(client, "version", proposal.pk)
    guide = Client()
    guide.force_login(cast.samira.user)
    assert html(guide, "version", proposal.pk).count(cast.noor.name) >= 2


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001, "a\x00b", "a\x07b"])
def test_a_bad_reaction_says_so_and_keeps_what_was_typed(
    cast: Cast, client: Client, proposal: AgreementVersion, text: str
) -> None:
    address = reverse("react", args=[proposal.clauses.all()[0].pk])
    response = cast.sit(client, cast.noor).post(address, {"kind": "idea", "text": text})
    assert response.status_code == 422
    assert not Comment.objects.exists()
    body = response.content.decode()
    assert "Dit is nog niet goed." in body
    if len(text) > 1000:
        assert text in body
        assert "1001 tekens. Er passen er 1000." in body


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "x" * 1000,
        "🙂 👩‍👩‍👧",
        "שלום עולם",
        "=SUM(A1)",
        "- een\n- twee",
    ],
)
def test_strange_texts_are_kept_and_shown_as_text(
    cast: Cast, client: Client, proposal: AgreementVersion, text: str
) -> None:
    address = reverse("react", args=[proposal.clauses.all()[0].pk])
    response = cast.sit(client, cast.noor).post(address, {"kind": "idea", "text": text})
    assert response.status_code == 303
    body = html(client, "version", proposal.pk)
    assert "<script>alert" not in body


def test_hiding_shows_who_and_why_and_can_be_undone(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    clause = proposal.clauses.all()[0]
    comment = Comment.add(clause, by=cast.noor, kind=CommentKind.IDEA, text="Iets gemeens")
    cast.sit(client, cast.dex)
    client.post(reverse("hide_text", args=["reactie", comment.pk]), {"because": "dit is gemeen"})
    body = html(client, "version", proposal.pk)
    assert "Iets gemeens" not in body
    assert "Verborgen door Zwaluwdex, omdat: dit is gemeen" in body
    client.post(reverse("show_text", args=["reactie", comment.pk]))
    assert "Iets gemeens" in html(client, "version", proposal.pk)


def test_the_municipality_reports_a_text_of_the_group_but_cannot_hide_it(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    clause = proposal.clauses.all()[0]
    comment = Comment.add(clause, by=cast.noor, kind=CommentKind.IDEA, text="Zomaar")
    client.force_login(cast.wouter.user)
    assert client.post(reverse("hide_text", args=["reactie", comment.pk])).status_code == 403
    client.post(reverse("report_text", args=["reactie", comment.pk]), {"because": "klopt niet"})
    comment.refresh_from_db()
    assert comment.reported_because == "klopt niet" and comment.hidden_at is None


def test_writing_through_the_link_has_a_limit_and_keeps_the_text(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    address = reverse("react", args=[proposal.clauses.all()[0].pk])
    cast.sit(client, cast.noor)
    for n in range(30):
        assert client.post(address, {"kind": "idea", "text": f"Nummer {n}"}).status_code == 303
    response = client.post(address, {"kind": "idea", "text": "De eenendertigste"})
    assert response.status_code == 409
    assert "Wacht tien minuten" in response.content.decode()
    assert "De eenendertigste" in response.content.decode()
    assert Comment.objects.count() == 30


@pytest.mark.parametrize(
    ("path", "word", "text"),
    [
        ("sta-erachter", Word.BEHIND, ""),
        ("zorg", Word.BEHIND_WITH_CONCERN, "De buren?"),
        ("niet-mee-leven", Word.OBJECT, "Te vroeg."),
    ],
)
def test_each_word_has_its_own_question(
    cast: Cast, client: Client, proposal: AgreementVersion, path: str, word: str, text: str
) -> None:
    address = reverse("confirm", args=[proposal.pk, path])
    cast.sit(client, cast.noor)
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": text}).status_code == 302
    said = Confirmation.objects.get()
    assert (said.word, said.text) == (word, text)


@pytest.mark.parametrize("path", ["zorg", "niet-mee-leven"])
def test_a_concern_and_an_objection_need_words(
    cast: Cast, client: Client, proposal: AgreementVersion, path: str
) -> None:
    address = reverse("confirm", args=[proposal.pk, path])
    assert cast.sit(client, cast.noor).post(address, {"text": " "}).status_code == 422
    assert not Confirmation.objects.exists()


def test_the_official_says_it_for_the_municipality(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    address = reverse("confirm", args=[proposal.pk, "sta-erachter"])
    client.force_login(cast.wouter.user)
    response = client.post(address, {"text": "", "mandate": "decided"})
    assert response.status_code == 422, "who decided, and when"
    client.post(address, {"text": "", "mandate": "mine"})
    assert Confirmation.objects.get().has_mandate


def test_an_official_without_the_duty_is_not_asked_for_a_mandate(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    adviser = make_participant(cast.club, Side.MUNICIPALITY)
    client.force_login(adviser.user)
    address = reverse("confirm", args=[proposal.pk, "sta-erachter"])
    assert "Namens de gemeente" not in client.get(address).content.decode()
    client.post(address, {"text": "", "mandate": "mine"})
    assert not Confirmation.objects.get().has_mandate


def test_a_word_on_a_version_that_moved_on_is_refused_and_kept(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    proposal.withdraw(by=cast.wouter)
    address = reverse("confirm", args=[proposal.pk, "zorg"])
    response = cast.sit(client, cast.noor).post(address, {"text": "Mijn zorg"})
    assert response.status_code == 409
    assert "Mijn zorg" in response.content.decode()


def test_a_broken_seal_is_said_aloud(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    cast.sit(client, cast.noor)
    assert "Het zegel klopt niet" not in html(client, "version", proposal.pk)
    proposal.clauses.all()[0].commitments.update(text="Stiekem anders.")
    assert "Het zegel klopt niet" in html(client, "version", proposal.pk)


@pytest.mark.parametrize("size", [5, 60])
def test_the_page_takes_eight_queries_whatever_the_size(
    cast: Cast, client: Client, size: int, django_assert_max_num_queries
) -> None:
    for n in range(size * 3):
        make_participant(cast.club, name=f"Nummer {n}")
    draft = make_agreement(cast.club, by=cast.wouter, clauses=size)
    add_clause(draft, "Wie?", line(f"{{@{cast.noor.pk}}} heeft de sleutel."))
    draft.propose(by=cast.wouter)
    for clause in draft.clauses.all()[:size]:
        comment = Comment.add(clause, by=cast.noor, kind=CommentKind.IDEA, text="Idee")
        comment.answer(by=cast.wouter, text="Ja")
    Confirmation.say(draft, by=cast.dex, word=Word.OBJECT, text="Nee.")
    second = draft.agreement.start_version(by=cast.wouter)
    second.propose(by=cast.wouter)
    client.force_login(cast.wouter.user)
    with django_assert_max_num_queries(8):
        html(client, "version", second.pk)
    guest = cast.sit(Client(), cast.noor)
    with django_assert_max_num_queries(8):
        html(guest, "version", second.pk)
