"""What reads everything and owns nothing: start, the pages of one initiative, and open pages."""

from django.urls import path

from overview.views import (
    forgetting,
    forms_of_cooperation,
    glossary,
    group_page,
    handover_page,
    initiative,
    next_steps,
    open_pages,
    own_data,
    partnership,
    start,
    timeline,
)

urlpatterns = [
    path("", start.start, name="start"),
    path("initiatief/<int:pk>/", initiative.initiative, name="initiative"),
    path("initiatief/<int:pk>/verder/", next_steps.next_steps, name="next_steps"),
    path("initiatief/<int:pk>/samenwerking/", partnership.partnership, name="partnership"),
    path("initiatief/<int:pk>/overdracht/", handover_page.handover_page, name="handover_page"),
    path(
        "initiatief/<int:pk>/overdracht/notitie/",
        handover_page.leave_handover_note,
        name="leave_handover_note",
    ),
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
    path("woordenlijst/", glossary.glossary, name="glossary"),
    path("privacy/", open_pages.privacy, name="privacy"),
]
