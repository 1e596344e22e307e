"""The pages on which a draft is written."""

from django.urls import path

from agreements.views import clauses, drafts, filling, open_points, places, starting, writing

urlpatterns = [
    path("initiatief/<int:pk>/afspraken/nieuw/", starting.start_agreement, name="start_agreement"),
    path(
        "initiatief/<int:pk>/afspraken/eerdere/",
        starting.earlier_agreements,
        name="earlier_agreements",
    ),
    path("versie/<int:pk>/schrijven/", writing.write, name="write"),
    path("versie/<int:pk>/gegevens/", writing.edit_head, name="edit_head"),
    path("versie/<int:pk>/onderdeel-erbij/", clauses.add_clause, name="add_clause"),
    path("onderdeel/<int:pk>/schrijven/", clauses.edit_clause, name="edit_clause"),
    path("onderdeel/<int:pk>/concept/", clauses.draft_clause, name="draft_clause"),
    path("onderdeel/<int:pk>/verplaatsen/", places.move_clause, name="move_clause"),
    path("onderdeel/<int:pk>/weghalen/", places.remove_clause, name="remove_clause"),
    path("onderdeel/<int:pk>/terugzetten/", places.put_back_clause, name="put_back_clause"),
    path("versie/<int:pk>/invullen/", filling.fill_blanks, name="fill_blanks"),
    path("versie/<int:pk>/open-punt-erbij/", open_points.add_open_point, name="add_open_point"),
    path("open-punt/<int:pk>/schrijven/", open_points.edit_open_point, name="edit_open_point"),
    path("open-punt/<int:pk>/weghalen/", open_points.remove_open_point, name="remove_open_point"),
    path("versie/<int:pk>/meelezen/", drafts.open_draft, name="open_draft"),
    path("versie/<int:pk>/voorstellen/", drafts.propose, name="propose"),
    path("versie/<int:pk>/intrekken/", drafts.withdraw, name="withdraw"),
    path("afspraak/<int:pk>/nieuwe-versie/", drafts.start_version, name="start_version"),
]
