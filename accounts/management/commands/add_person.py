"""Lets somebody in from the command line: the first coordinator of an installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.forms import ColleagueForm
from accounts.models import Function, User


class Command(BaseCommand):
    help = "Adds somebody who can sign in with a code by e-mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--function", required=True, choices=Function.values)
        parser.add_argument("--organisation", default="")
        parser.add_argument(
            "--manager", action="store_true", help="a coordinator, who can let colleagues in"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        form = ColleagueForm(
            {
                "email": options["email"],
                "name": options["name"],
                "function": options["function"],
                "organisation": options["organisation"],
                "is_manager": options["manager"],
            }
        )
        if not form.is_valid():
            raise CommandError(
                " ".join(
                    f"--{field}: {problem}"
                    for field, problems in form.errors.items()
                    for problem in problems
                )
            )
        try:
            person = User.objects.add_colleague(**form.cleaned_data)
        except ValidationError as error:
            raise CommandError(
                f"Somebody with the address {options['email']} is here already."
            ) from error
        role = "a coordinator" if person.is_manager else "no coordinator"
        self.stdout.write(
            f"Added {person.name} ({person.function}, {role}). "
            f"A code to sign in goes to {person.email}."
        )
