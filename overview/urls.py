"""What reads everything and owns nothing: start, the pages of one initiative, and open pages."""

from django.urls import path

from overview.views import (
    forgetting,
    forms_of_cooperation,
    group_page,
    initiative,
    next_steps,
    open_pages,
    own_data,
    start,
    timeline,
)

urlpatterns = [
    path("", start.start, name="start"),
    path("initiatief/<int:pk>/", initiative.initiative, name="initiative"),
    path("initiatief/<int:pk>/verder/", next_steps.next_steps, name="next_steps"),
    path("groep/<int:pk>/", group_page.group_page, name="group_page"),
    path("initiatief/<int:pk>/tijdlijn/", timeline.timeline, name="timeline"),
    path("wie-mag-wat/", open_pages.who_may_what, name="who_may_what"),
    path("toegankelijkheid/", open_pages.accessibility, name="accessibility"),
    path("wat-er-over-mij-staat/", own_data.own_data, name="own_data"),
    path("wat-er-over-mij-staat.json", own_data.own_data_json, name="own_data_json"),
    path("deelnemer/<int:pk>/vergeten/", forgetting.forget, name="forget"),
    path("account-weg/", forgetting.forget_account, name="forget_account"),
    path(
        "vormen-van-samenwerken/",
        forms_of_cooperation.forms_of_cooperation,
        name="forms_of_cooperation",
    ),
    path("privacy/", open_pages.privacy, name="privacy"),
]
