"""What people think of a text: their word, and what helps them to give it."""

from django.urls import path

from agreements.views import asking, confirming, looking, words

urlpatterns = [
    path("versie/<int:pk>/zeg/<str:word>/", words.confirm, name="confirm"),
    path("versie/<int:pk>/mijn-woord/", words.my_word, name="my_word"),
    path("versie/<int:pk>/woord-terug/", words.take_back_word, name="take_back_word"),
    path("versie/<int:pk>/nog-steeds/", words.still_behind, name="still_behind"),
    path("versie/<int:pk>/samen-besloten/", confirming.note_on_behalf, name="note_on_behalf"),
    path("woord/<int:pk>/besproken/", confirming.note_talk, name="note_talk"),
    path("versie/<int:pk>/ingaan/", confirming.take_effect, name="take_effect"),
    path("versie/<int:pk>/kort/", looking.in_short, name="in_short"),
    path("versie/<int:pk>/gezien/", looking.seen, name="seen"),
    path("versie/<int:pk>/herinneren/", asking.remind, name="remind"),
    path("afspraak/<int:pk>/eerst-eigen-woord/", asking.own_word_first, name="own_word_first"),
]
