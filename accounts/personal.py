"""What we know about people: every personal field, why it is there, who sees it and how long.

Each app has a `personal.py` with its own rows. `overview` runs export and forgetting over them,
`docs/privacy.md` is printed from them, and a test fails on a field that stands in none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation, Session, User


class Forget(Enum):
    """What becomes of a field when the person is forgotten. The value stands in privacy.md."""

    EMPTIED = "emptied"
    MASKED = "a name in it becomes “een deelnemer”"
    DELETED = "deleted with its row"
    FOLLOWS = "stays; the person shows as “een deelnemer”"
    STAYS = "stays"


@dataclass(frozen=True)
class Field:
    """One personal field. `label` names it on the page of own data; without one it is not there."""

    name: str
    purpose: str
    seen_by: str
    kept: str
    forget: Forget
    label: str | Promise = ""


@dataclass(frozen=True)
class Personal:
    """Personal fields of one model that belong to one person.

    `owner`: lookup from a row to whose it is, a participant or a user; without one nobody gets it
    as own data. `at`: the field that says when. `home`: lookup to the initiative; texts are masked
    within one initiative. A model can have several of these, when several people wrote in one row;
    `only` says which rows are meant.
    """

    model: type[Model]
    what: str | Promise
    fields: tuple[Field, ...]
    owner: str = ""
    at: str = ""
    home: str = "initiative"
    only: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def masked(self) -> list[str]:
        """Names of the fields in which the name of somebody may stand."""
        return [f.name for f in self.fields if f.forget is Forget.MASKED]

    def shown(self) -> list[Field]:
        """The fields that the owner reads on the page of own data."""
        return [f for f in self.fields if f.label]


PROFESSIONALS = "coordinators, and who takes part in the same initiative"
COORDINATORS = "coordinators"
ACCOUNT = "as long as the account is there"
INVITED = "30 days after it was used, taken back or expired"
SIGNED_IN = "until the sign-in ends: SESSION_IDLE_DAYS, SESSION_DAYS"

PERSONAL = (
    Personal(
        User,
        _("Je account"),
        (
            Field(
                "email",
                "to sign in: a code goes to this address",
                "the person, coordinators",
                f"{ACCOUNT}; of a closed account WORK_NAME_MONTHS after closing",
                Forget.DELETED,
                _("e-mailadres"),
            ),
            Field(
                "name",
                "to know who speaks",
                PROFESSIONALS,
                f"{ACCOUNT}; of a closed account WORK_NAME_MONTHS after closing",
                Forget.DELETED,
                _("naam"),
            ),
            Field(
                "function",
                "decides on which side somebody may take part",
                PROFESSIONALS,
                ACCOUNT,
                Forget.DELETED,
                _("functie"),
            ),
            Field(
                "organisation",
                "for whom somebody works",
                PROFESSIONALS,
                ACCOUNT,
                Forget.DELETED,
                _("organisatie"),
            ),
        ),
    ),
    Personal(
        Invitation,
        "",
        (
            Field("email", "to invite somebody", COORDINATORS, INVITED, Forget.DELETED),
            Field("name", "to know who is invited", COORDINATORS, INVITED, Forget.DELETED),
            Field("function", "what the account will be", COORDINATORS, INVITED, Forget.DELETED),
            Field("organisation", "for whom somebody works", COORDINATORS, INVITED, Forget.DELETED),
            Field("invited_by", "who let somebody in", COORDINATORS, INVITED, Forget.DELETED),
        ),
    ),
    Personal(
        Session,
        _("Apparaat waarop je aangemeld bent"),
        (
            Field("user", "to end one's own sessions", "the person", SIGNED_IN, Forget.DELETED),
            Field(
                "device",
                "to know one's own devices apart",
                "the person",
                SIGNED_IN,
                Forget.DELETED,
                _("soort"),
            ),
            Field("session_data", "to stay signed in", "nobody", SIGNED_IN, Forget.DELETED),
        ),
        owner="user",
        at="signed_in_at",
        home="",
    ),
)

NOT_PERSONAL = {
    "accounts.Invitation.token_hash": "a hash of random bits",
    "accounts.Session.session_key": "a hash of random bits",
    "accounts.User.password": "always unusable: there are no passwords",
}
