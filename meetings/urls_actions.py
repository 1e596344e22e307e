"""Who does what, what was decided, and how each side sees it."""

from __future__ import annotations

from django.urls import URLPattern, path

from meetings.views import actions, decisions, perspectives

urlpatterns: list[URLPattern] = [
    path("initiatief/<int:pk>/wie-doet-wat/", actions.who_does_what, name="who_does_what"),
    path("initiatief/<int:pk>/acties/nieuw/", actions.add_action, name="add_action"),
    path("actie/<int:pk>/", actions.action, name="action"),
    path("actie/<int:pk>/lukt-dit/", actions.say_feasible, name="say_feasible"),
    path("actie/<int:pk>/veranderen/", actions.change_action, name="change_action"),
    path("overleg/<int:pk>/besluit/", decisions.add_decision, name="add_decision"),
    path("besluit/<int:pk>/veranderen/", decisions.change_decision, name="change_decision"),
    path("besluit/<int:pk>/wordt-regel/", decisions.decision_to_line, name="decision_to_line"),
    path(
        "overleg/<int:pk>/kijk/<str:kind>/<int:thing>/",
        perspectives.say_perspective,
        name="say_perspective",
    ),
]
