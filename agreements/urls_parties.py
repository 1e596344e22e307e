"""Other parties at an agreement: for both sides, and for whoever holds a party link."""

from django.urls import path

from agreements.views import parties, party_page, party_progress

urlpatterns = [
    path("afspraak/<int:pk>/partijen/", parties.parties, name="parties"),
    path("afspraak/<int:pk>/partij-erbij/", parties.add_party, name="add_party"),
    path(
        "afspraak/<int:pk>/toestemming-ouders/", parties.parental_consent, name="parental_consent"
    ),
    path("andere-partij/<int:pk>/", parties.edit_party, name="edit_party"),
    path("andere-partij/<int:pk>/stopt/", parties.end_party, name="end_party"),
    path("andere-partij/<int:pk>/terug/", parties.put_back_party, name="put_back_party"),
    path("andere-partij/<int:pk>/link/", parties.make_party_link, name="make_party_link"),
    path("partij/<int:pk>/", party_page.party_page, name="party_page"),
    path("partij/<int:pk>/onderdeel/<int:clause>/", party_page.party_react, name="party_react"),
    path(
        "partij/<int:pk>/regel/<int:line>/",
        party_progress.party_progress,
        name="party_progress",
    ),
    path("partij/<int:pk>/ons-woord/", party_page.party_word, name="party_word"),
    path("partij/<int:pk>/woord-terug/", party_page.party_take_back, name="party_take_back"),
]
