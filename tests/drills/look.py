"""Says, as JSON, what the database of the environment holds: run before a backup and after a
restore, and compare. A part of `tests.drills.restore`."""

from __future__ import annotations

import json
import os
import sys

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from agreements.models import AgreementVersion
    from initiatives.models import ShareLink
    from tests.fingerprint import fingerprint

    link = ShareLink.objects.working()[0]
    opened = Client(SERVER_NAME="127.0.0.1").get(reverse("open_link", args=[link.token]))
    sealed = AgreementVersion.objects.exclude(seal="").select_related("agreement")
    report = {
        "tables": fingerprint(),
        "broken seals": sum(not version.has_valid_seal() for version in sealed),
        "seals": len(sealed),
        "link opens": opened.status_code in (302, 303),
        "token": link.token,
        "database": connection.vendor,
    }
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main()
