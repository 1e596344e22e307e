"""The people of the demo. All of them are made up."""

from dataclasses import dataclass

from accounts.models import Function, User
from initiatives.models import Initiative, JoinRequest, Participant, Side


@dataclass
class DemoPeople:
    samira: User  # youth worker
    tessa: User  # community worker
    wouter: User  # civil servant
    els: User  # policy officer
    mo: User  # police
    karin: User  # coordinator


def make_people() -> DemoPeople:
    def person(name: str, function: str, organisation: str, **fields: bool) -> User:
        first = name.split(maxsplit=1)[0].lower()
        return User.objects.create_user(
            f"{first}@demo.invalid", name, function, organisation=organisation, **fields
        )

    return DemoPeople(
        samira=person("Samira Bakali", Function.YOUTH_WORKER, "Jongerenwerk Merelstad"),
        tessa=person("Tessa Vlier", Function.COMMUNITY_WORKER, "Welzijn Merelstad"),
        wouter=person("Wouter de Graaf", Function.CIVIL_SERVANT, "Gemeente Merelstad"),
        els=person("Els Timmerhuis", Function.POLICY_OFFICER, "Gemeente Merelstad"),
        mo=person("Mo Veldzicht", Function.OTHER_PROFESSIONAL, "Wijkpolitie"),
        karin=person(
            "Karin Wolterink", Function.DISTRICT_MANAGER, "Gemeente Merelstad", is_manager=True
        ),
    )


def join(initiative: Initiative, user: User, sentence: str, by: Participant) -> Participant:
    """Somebody asks to take part and is let in."""
    request = JoinRequest.ask(initiative, user=user, side=Side(user.sides[0]), sentence=sentence)
    return request.let_in(by=by)
