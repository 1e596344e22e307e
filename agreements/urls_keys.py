"""Keys, and going round before leaving."""

from django.urls import path

from agreements.views import closing, keys
from places.views import keys as taps

urlpatterns = [
    path("initiatief/<int:pk>/sleutels/", keys.keys, name="keys"),
    path("initiatief/<int:pk>/sleutels/geven/", keys.give_key, name="give_key"),
    path("sleutel/<int:pk>/terug/", taps.key_back, name="key_back"),
    path("sleutel/<int:pk>/kwijt/", taps.key_lost, name="key_lost"),
    path("sleutel/<int:pk>/toch-niet/", taps.key_undo, name="key_undo"),
    path("initiatief/<int:pk>/nalopen/<int:place_pk>/", closing.close_up, name="close_up"),
]
