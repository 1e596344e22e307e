"""What stands on an agenda, and what a side prepares."""

from __future__ import annotations

from django.urls import path

from meetings.views import agenda, preparing

urlpatterns = [
    path("werkvormen/", agenda.working_forms, name="working_forms"),
    path("overleg/<int:pk>/punt/nieuw/", agenda.add_point, name="add_point"),
    path("overleg/<int:pk>/punt/<int:point>/", agenda.edit_point, name="edit_point"),
    path("overleg/<int:pk>/punt/<int:point>/weg/", agenda.withdraw_point, name="withdraw_point"),
    path("overleg/<int:pk>/agenda/volgorde/", agenda.order_agenda, name="order_agenda"),
    path("overleg/<int:pk>/agenda/risicos/", agenda.time_risks, name="time_risks"),
    path("overleg/<int:pk>/vraag/", agenda.central_question, name="central_question"),
    path("overleg/<int:pk>/voorbereiden/", preparing.prepare_meeting, name="prepare_meeting"),
    path("voorbereiding/<int:pk>/", preparing.edit_prep_point, name="edit_prep_point"),
    path("voorbereiding/<int:pk>/geoefend/", preparing.tick_prep_point, name="tick_prep_point"),
    path("voorbereiding/<int:pk>/weg/", preparing.remove_prep_point, name="remove_prep_point"),
]
