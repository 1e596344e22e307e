"""The hours of a draft: which room, on which days, and the days that are different."""

from django.urls import path

from agreements.views import hours, hours_days

urlpatterns = [
    path("versie/<int:pk>/tijden/", hours.hours, name="hours"),
    path("tijd/<int:pk>/", hours.edit_slot, name="edit_slot"),
    path("tijd/<int:pk>/weghalen/", hours.remove_slot, name="remove_slot"),
    path("tijd/<int:pk>/andere-dag/", hours_days.add_exception, name="add_exception"),
    path("andere-dag/<int:pk>/weghalen/", hours_days.remove_exception, name="remove_exception"),
]
