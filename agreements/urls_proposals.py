"""Other texts for clauses."""

from django.urls import path

from agreements.views import change_proposals, proposing

urlpatterns = [
    path("onderdeel/<int:pk>/andere-tekst/", proposing.propose_text, name="propose_text"),
    path(
        "onderdeel/<int:pk>/voorstellen/",
        change_proposals.clause_proposals,
        name="clause_proposals",
    ),
    path("voorstel/<int:pk>/", change_proposals.change_proposal, name="change_proposal"),
    path("voorstel/<int:pk>/erachter/", change_proposals.support_text, name="support_text"),
    path(
        "voorstel/<int:pk>/niet-meer-erachter/",
        change_proposals.unsupport_text,
        name="unsupport_text",
    ),
    path("voorstel/<int:pk>/intrekken/", change_proposals.withdraw_text, name="withdraw_text"),
    path("voorstel/<int:pk>/waarom-niet/", change_proposals.decline_text, name="decline_text"),
    path("voorstel/<int:pk>/overnemen/", change_proposals.take_over_text, name="take_over_text"),
]
