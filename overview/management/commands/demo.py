"""`manage.py demo`: fills an empty database with the demo and says where to go."""

from io import StringIO
from typing import Any

import segno
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from initiatives.models import Initiative, LinkKind, ShareLink
from overview.demo.people import make_people
from overview.demo.story import tell_story

CLUB = "Chillclub De Kelder"


class Command(BaseCommand):
    help = "Fills an empty database with the demo data. Only in MODE=demo; twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE != "demo":
            raise CommandError("The demo only fills a database in MODE=demo.")
        link = self.existing()
        if link is None:
            with transaction.atomic():
                link = tell_story(make_people())
        self.say_where_to_go(link)

    def existing(self) -> ShareLink | None:
        """The link of a demo that is already there; refuses a database that holds other data."""
        if not User.objects.exists() and not Initiative.objects.exists():
            return None
        link = (
            ShareLink.objects.working().filter(kind=LinkKind.GROUP, initiative__name=CLUB).first()
        )
        is_demo = User.objects.filter(email="samira@demo.invalid").exists()
        if is_demo and link is not None:
            return link
        raise CommandError("This database holds other data. The demo leaves it alone.")

    def say_where_to_go(self, link: ShareLink) -> None:
        sign_in = settings.SITE_URL + reverse("account_login")
        group = settings.SITE_URL + reverse("open_link", args=[link.token])
        self.stdout.write(
            "\nSign in as one of the demo people (pick a name, no code needed):\n"
            f"  {sign_in}\n"
            "    youth worker    Samira Bakali\n"
            "    civil servant   Wouter de Graaf\n"
            "    coordinator     Karin Wolterink\n"
            "\nThe group on a phone, without an account:\n"
            f"  {group}\n"
        )
        if "//127.0.0.1" not in settings.SITE_URL:
            self.stdout.write("\nOpen the group's link on a phone in this network:\n")
            picture = StringIO()
            segno.make(group).terminal(out=picture, compact=True)
            self.stdout.write(picture.getvalue())
            self.stdout.write(
                self.style.WARNING(
                    "\nEverybody on this network can pick a demo person. Use no real data."
                )
            )
