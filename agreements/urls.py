from django.urls import path

from agreements.views import printing, reacting, read_links, reading, texts

from . import (
    urls_life,
    urls_parties,
    urls_progress,
    urls_proposals,
    urls_renewing,
    urls_steps,
    urls_templates,
    urls_words,
    urls_writing,
)

urlpatterns = [
    *urls_writing.urlpatterns,
    *urls_templates.urlpatterns,
    *urls_proposals.urlpatterns,
    *urls_life.urlpatterns,
    *urls_renewing.urlpatterns,
    *urls_words.urlpatterns,
    *urls_progress.urlpatterns,
    *urls_steps.urlpatterns,
    *urls_parties.urlpatterns,
    path("afspraak/<int:pk>/", reading.agreement, name="agreement"),
    path("versie/<int:pk>/", reading.version, name="version"),
    path("versie/<int:pk>/leeslink/", read_links.make_read_link, name="make_read_link"),
    path("afspraak-lezen/<int:pk>/", read_links.read_agreement, name="read_agreement"),
    path("versie/<int:pk>/afdrukken/", printing.print_agreement, name="print_agreement"),
    path("versie/<int:pk>/huisregels/", printing.house_rules, name="house_rules"),
    path("onderdeel/<int:pk>/", reading.clause, name="clause"),
    path("onderdeel/<int:pk>/reageren/", reacting.react, name="react"),
    path("reactie/<int:pk>/antwoorden/", reacting.answer, name="answer"),
    path("reactie/<int:pk>/afronden/", reacting.settle, name="settle"),
    path("reactie/<int:pk>/heropenen/", reacting.reopen, name="reopen"),
    path("tekst/<str:kind>/<int:pk>/melden/", texts.report_text, name="report_text"),
    path("tekst/<str:kind>/<int:pk>/verbergen/", texts.hide_text, name="hide_text"),
    path("tekst/<str:kind>/<int:pk>/tonen/", texts.show_text, name="show_text"),
]
