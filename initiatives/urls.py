"""Initiatives, who takes part, and the links by which people come in."""

from django.urls import path

from initiatives.views import initiatives, joining, links, people, seats

urlpatterns = [
    path("initiatieven/", initiatives.initiatives, name="initiatives"),
    path("initiatieven/nieuw/", initiatives.log_initiative, name="log_initiative"),
    path("initiatieven/lijkt-op/", initiatives.similar_initiatives, name="similar_initiatives"),
    path("initiatief/<int:pk>/bewerken/", initiatives.edit_initiative, name="edit_initiative"),
    path("initiatief/<int:pk>/mensen/", people.people, name="people"),
    path("initiatief/<int:pk>/namen/", people.open_names, name="open_names"),
    path("deelnemer/<int:pk>/", people.participant, name="participant"),
    path("deelnemer/<int:pk>/stopt/", people.leave, name="leave"),
    path("deelnemer/<int:pk>/terug/", people.come_back, name="come_back"),
    path("deelnemer/<int:pk>/hoort-erbij/", people.accept_newcomer, name="accept_newcomer"),
    path("deelnemer/<int:pk>/apart/", people.set_aside, name="set_aside"),
    path("deelnemer/<int:pk>/plek-vrij/", seats.free_seat, name="free_seat"),
    path("initiatief/<int:pk>/meedoen/", joining.ask_to_join, name="ask_to_join"),
    path("verzoek/<int:pk>/toelaten/", joining.let_in, name="let_in"),
    path("verzoek/<int:pk>/niet-toelaten/", joining.decline, name="decline"),
    path("initiatief/<int:pk>/plaatsen/", joining.place_official, name="place_official"),
    path("initiatief/<int:pk>/link/", links.group_link, name="group_link"),
    path("initiatief/<int:pk>/link/qr.svg", links.group_link_qr, name="group_link_qr"),
    path("link/<int:pk>/vernieuwen/", links.renew_link, name="renew_link"),
    path("link/<int:pk>/stoppen/", links.revoke_link, name="revoke_link"),
    path("link/<int:pk>/alleen-lezen/", links.read_only_link, name="read_only_link"),
    path("g/<str:token>/", seats.open_link, name="open_link"),
    path("initiatief/<int:pk>/wie-ben-je/", seats.take_seat, name="take_seat"),
    path("niet-mijn-telefoon/", seats.leave_device, name="leave_device"),
]
