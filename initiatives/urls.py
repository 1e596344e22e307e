"""Initiatives, who takes part, and the links by which people come in."""

from django.urls import path

from initiatives import urls_links, urls_logbook, urls_people, urls_profile
from initiatives.views import closing_accounts, initiatives

urlpatterns = [
    *urls_links.urlpatterns,
    *urls_people.urlpatterns,
    *urls_logbook.urlpatterns,
    *urls_profile.urlpatterns,
    path("initiatieven/", initiatives.initiatives, name="initiatives"),
    path("initiatieven/nieuw/", initiatives.log_initiative, name="log_initiative"),
    path("initiatieven/lijkt-op/", initiatives.similar_initiatives, name="similar_initiatives"),
    path("collegas/<int:pk>/sluiten/", closing_accounts.close_account, name="close_account"),
    path("collegas/<int:pk>/overdragen/", closing_accounts.hand_over_work, name="hand_over_work"),
    path("initiatief/<int:pk>/bewerken/", initiatives.edit_initiative, name="edit_initiative"),
]
