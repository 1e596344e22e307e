"""What an initiative is about."""

from django.urls import path

from initiatives.views import about, own_words, partners

urlpatterns = [
    path("initiatief/<int:pk>/over/", about.about_initiative, name="about_initiative"),
    path("initiatief/<int:pk>/over/<slug:part>/", about.edit_about, name="edit_about"),
    path("initiatief/<int:pk>/doel/", about.add_goal, name="add_goal"),
    path("doel/<int:pk>/weg/", about.end_goal, name="end_goal"),
    path("initiatief/<int:pk>/halen-en-brengen/", about.add_reciprocity, name="add_reciprocity"),
    path("halen-en-brengen/<int:pk>/weg/", about.end_reciprocity, name="end_reciprocity"),
    path("initiatief/<int:pk>/partner/", about.add_partner, name="add_partner"),
    path("partner/<int:pk>/", partners.edit_partner, name="edit_partner"),
    path("initiatief/<int:pk>/woorden/", own_words.own_words, name="own_words"),
    path("woord-uitleg/<int:pk>/", own_words.change_own_word, name="change_own_word"),
    path("woord-uitleg/<int:pk>/weg/", own_words.end_own_word, name="end_own_word"),
    path("partner/<int:pk>/weg/", about.end_partner, name="end_partner"),
]
