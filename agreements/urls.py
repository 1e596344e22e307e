from django.urls import path

from agreements.views import confirming, reacting, read_links, reading, texts

from . import urls_writing

urlpatterns = [
    *urls_writing.urlpatterns,
    path("afspraak/<int:pk>/", reading.agreement, name="agreement"),
    path("versie/<int:pk>/", reading.version, name="version"),
    path("versie/<int:pk>/verschil/", reading.compare, name="compare"),
    path("versie/<int:pk>/leeslink/", read_links.make_read_link, name="make_read_link"),
    path("afspraak-lezen/<int:pk>/", read_links.read_agreement, name="read_agreement"),
    path("onderdeel/<int:pk>/", reading.clause, name="clause"),
    path("onderdeel/<int:pk>/reageren/", reacting.react, name="react"),
    path("reactie/<int:pk>/antwoorden/", reacting.answer, name="answer"),
    path("reactie/<int:pk>/afronden/", reacting.settle, name="settle"),
    path("reactie/<int:pk>/heropenen/", reacting.reopen, name="reopen"),
    path("tekst/<str:kind>/<int:pk>/melden/", texts.report_text, name="report_text"),
    path("tekst/<str:kind>/<int:pk>/verbergen/", texts.hide_text, name="hide_text"),
    path("tekst/<str:kind>/<int:pk>/tonen/", texts.show_text, name="show_text"),
    path("versie/<int:pk>/zeg/<str:word>/", confirming.confirm, name="confirm"),
    path("versie/<int:pk>/samen-besloten/", confirming.note_on_behalf, name="note_on_behalf"),
    path("woord/<int:pk>/besproken/", confirming.note_talk, name="note_talk"),
    path("versie/<int:pk>/ingaan/", confirming.take_effect, name="take_effect"),
]
