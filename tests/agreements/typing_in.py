"""What a browser sends from the form of a clause."""

from typing import Any

from django.test import Client
from django.urls import reverse

from agreements.models import Clause
from agreements.models.clause import WRITTEN

HTMX = {"HX-Request": "true"}


def send(client: Client, clause: Clause, *lines: dict[str, Any], **more: Any) -> Any:
    """Sends the form of `clause`; gives the answer."""
    headers = more.pop("headers", {})
    address = reverse("edit_clause", args=[clause.pk])
    return client.post(address, clause_data(clause, *lines, **more), headers=headers)


def again(clause: Clause) -> Clause:
    """The clause as it stands now."""
    return Clause.objects.get(pk=clause.pk)


def clause_data(
    clause: Clause,
    *lines: dict[str, Any],
    heading: str | None = None,
    revision: int | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The form of `clause` with `lines`; each may name any field of a line, and `key`."""
    prefix = f"c{clause.pk}"
    data = {
        "version": clause.version_id,
        f"{prefix}-heading": clause.heading if heading is None else heading,
        f"{prefix}-revision": clause.revision if revision is None else revision,
        f"{prefix}-count": len(lines),
        **more,
    }
    for n, line in enumerate(lines):
        for name, value in {"party": "both", **line}.items():
            data[f"{prefix}-{n}-{name}"] = value
    return data


def as_typed(clause: Clause) -> list[dict[str, Any]]:
    """The lines of `clause` as the form shows them."""
    return [
        {name: getattr(line, name) for name in ("key", *WRITTEN)} | {"due_on": line.due_on or ""}
        for line in clause.commitments.all()
    ]


def texts_of(clause: Clause) -> list[str]:
    return [line.text for line in clause.commitments.all()]
