"""The pages on which a draft is written."""

from django.urls import path

from agreements.views import clauses, drafts, writing

urlpatterns = [
    path("initiatief/<int:pk>/afspraken/nieuw/", drafts.start_agreement, name="start_agreement"),
    path("versie/<int:pk>/schrijven/", writing.write, name="write"),
    path("versie/<int:pk>/gegevens/", writing.edit_head, name="edit_head"),
    path("versie/<int:pk>/onderdeel-erbij/", clauses.add_clause, name="add_clause"),
    path("onderdeel/<int:pk>/schrijven/", clauses.edit_clause, name="edit_clause"),
    path("onderdeel/<int:pk>/concept/", clauses.draft_clause, name="draft_clause"),
    path("onderdeel/<int:pk>/verplaatsen/", clauses.move_clause, name="move_clause"),
    path("onderdeel/<int:pk>/weghalen/", clauses.remove_clause, name="remove_clause"),
    path("versie/<int:pk>/meelezen/", drafts.open_draft, name="open_draft"),
    path("versie/<int:pk>/voorstellen/", drafts.propose, name="propose"),
    path("versie/<int:pk>/intrekken/", drafts.withdraw, name="withdraw"),
    path("afspraak/<int:pk>/nieuwe-versie/", drafts.start_version, name="start_version"),
]
