"""Who takes part, when, and how somebody is reached."""

from django.urls import path

from initiatives.views import channels, composition, handovers, joining, people, taking_part

urlpatterns = [
    path("initiatief/<int:pk>/mensen/", people.people, name="people"),
    path("initiatief/<int:pk>/namen/", people.open_names, name="open_names"),
    path("deelnemer/<int:pk>/", people.participant, name="participant"),
    path("deelnemer/<int:pk>/stopt/", taking_part.leave, name="leave"),
    path("deelnemer/<int:pk>/terug/", taking_part.come_back, name="come_back"),
    path("deelnemer/<int:pk>/hoort-erbij/", taking_part.accept_newcomer, name="accept_newcomer"),
    path("deelnemer/<int:pk>/apart/", taking_part.set_aside, name="set_aside"),
    path("deelnemer/<int:pk>/nog-mee/", taking_part.still_here, name="still_here"),
    path("deelnemer/<int:pk>/manier/", taking_part.choose_step, name="choose_step"),
    path("deelnemer/<int:pk>/te-bereiken/", channels.leave_channel, name="leave_channel"),
    path("deelnemer/<int:pk>/te-bereiken/weg/", channels.remove_channel, name="remove_channel"),
    path("deelnemer/<int:pk>/bereiken/", channels.open_channel, name="open_channel"),
    path("deelnemer/<int:pk>/overdragen/", handovers.hand_over, name="hand_over"),
    path("initiatief/<int:pk>/overdrachten/", handovers.handovers, name="handovers"),
    path("initiatief/<int:pk>/samenstelling/", composition.composition, name="composition"),
    path("periode/<int:pk>/", taking_part.edit_period, name="edit_period"),
    path("initiatief/<int:pk>/meedoen/", joining.ask_to_join, name="ask_to_join"),
    path("verzoek/<int:pk>/toelaten/", joining.let_in, name="let_in"),
    path("verzoek/<int:pk>/niet-toelaten/", joining.decline, name="decline"),
    path("initiatief/<int:pk>/plaatsen/", joining.place_official, name="place_official"),
]
