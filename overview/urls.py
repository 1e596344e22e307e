"""What reads everything and owns nothing: start, the pages of one initiative, and open pages."""

from django.urls import path

from overview.views import group_page, initiative, open_pages, start, timeline

urlpatterns = [
    path("", start.start, name="start"),
    path("initiatief/<int:pk>/", initiative.initiative, name="initiative"),
    path("groep/<int:pk>/", group_page.group_page, name="group_page"),
    path("initiatief/<int:pk>/tijdlijn/", timeline.timeline, name="timeline"),
    path("wie-mag-wat/", open_pages.who_may_what, name="who_may_what"),
    path("toegankelijkheid/", open_pages.accessibility, name="accessibility"),
    path("privacy/", open_pages.privacy, name="privacy"),
]
