"""`manage.py add_person`: the first coordinator of an installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User


def add_person(*options):
    said = StringIO()
    call_command("add_person", *options, stdout=said)
    return said.getvalue()


MIRA = ["--email", "Mira@Gemeente.example", "--name", "Mira", "--function", "policy_officer"]


def test_it_adds_the_first_coordinator_and_says_so(db):
    said = add_person(*MIRA, "--organisation", "Gemeente", "--manager")
    mira = User.objects.get()
    assert (mira.email, mira.name, mira.organisation) == (
        "mira@gemeente.example",
        "Mira",
        "Gemeente",
    )
    assert mira.is_manager
    assert said == (
        "Added Mira (policy_officer, a coordinator). "
        "A code to sign in goes to mira@gemeente.example.\n"
    )


def test_it_adds_somebody_without_the_flag(db):
    assert "no coordinator" in add_person(*MIRA)
    assert not User.objects.get().is_manager


def test_it_refuses_an_address_that_is_here_already(db):
    add_person(*MIRA)
    with pytest.raises(CommandError, match=r"^Somebody with the address .* is here already\.$"):
        add_person(*MIRA)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--email", "geen adres", "--name", "M", "--function", "resident"], "--email: "),
        (["--email", "m@x.example", "--name", "M" * 61, "--function", "resident"], "--name: .*60"),
        (["--email", "m@x.example", "--name", "M", "--function", "boss"], "invalid choice"),
        (["--email", "m@x.example", "--name", "M"], "required"),
    ],
)
def test_it_says_what_does_not_fit(db, options, said):
    with pytest.raises(CommandError, match=said):
        add_person(*options)
    assert not User.objects.exists()


def test_somebody_added_can_sign_in(client, db, newest_code):
    add_person(*MIRA)
    client.post("/aanmelden/", {"login": "mira@gemeente.example"})
    client.post("/aanmelden/code/", {"code": newest_code()})
    assert client.get("/mijn-gegevens/").status_code == 200
