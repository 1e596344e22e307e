"""What the coordinator of the demo made of the templates, and the words on the list."""

from accounts.models import User
from agreements.library import BY_KEY, TEMPLATES, LibraryLine
from agreements.models import SimplerWord, TemplateVersion

WORDS = (
    ("participatie", "meedoen"),
    ("faciliteren", "helpen"),
    ("stakeholders", "wie erbij horen"),
    ("draagvlak", "steun"),
)


def make_templates(karin: User) -> None:
    """One standard template in other words, one of the town's own, and a draft of another."""
    for word, simpler in WORDS:
        SimplerWord.add(by=karin, word=word, simpler=simpler)
    party = TemplateVersion.draft_of(TEMPLATES["activity"], by=karin)
    party.save_head(
        by=karin,
        revision=party.revision,
        name="Een feest of activiteit in de straat",
        about="Voor een straatfeest, toernooi of markt: waar, wanneer, wie doet wat en opruimen.",
        purpose=party.purpose,
    )
    party.publish(by=karin)
    trees = TemplateVersion.begin(by=karin, name="Boomspiegels in de straat")
    trees.save_head(
        by=karin,
        revision=trees.revision,
        name=trees.name,
        about="Voor buren die planten zetten rond de bomen in hun straat.",
        purpose=(
            "Wij willen samen dat {straat} groener is. De gemeente wil dat de bomen gezond blijven."
        ),
    )
    for key in ("status", "green_care", "green_waste", "green_stop"):
        trees.add_clause(BY_KEY[key], by=karin)
    roots = trees.add_clause(heading="Hoe blijven de bomen gezond?", by=karin)
    roots.rewrite(
        by=karin,
        revision=roots.revision,
        heading=roots.heading,
        lines=[
            LibraryLine("group", "Wij graven niet bij de wortels. Tegen de stam komt geen aarde."),
            LibraryLine("municipality", "De gemeente kijkt elk voorjaar of de bomen gezond zijn."),
        ],
    )
    trees.publish(by=karin)
    play = TemplateVersion.begin(by=karin, name="Speelstraat")
    play.add_clause(BY_KEY["activity_permit"], by=karin)
