"""Templates and the list of simpler words: pages of a coordinator, of no initiative."""

from django.urls import path

from agreements.views import simpler_words, templates, writing_templates

urlpatterns = [
    path("sjablonen/", templates.templates, name="templates"),
    path("sjablonen/nieuw/", templates.start_template, name="start_template"),
    path("sjablonen/<slug:key>/", templates.template, name="template"),
    path("sjablonen/<slug:key>/tekst/<int:number>/", templates.template_text, name="template_text"),
    path("sjablonen/<slug:key>/concept/", templates.draft_template, name="draft_template"),
    path("sjablonen/<slug:key>/aanbieden/", templates.offer_template, name="offer_template"),
    path("sjabloon/<int:pk>/schrijven/", writing_templates.write_template, name="write_template"),
    path("sjabloon/<int:pk>/gegevens/", writing_templates.edit_template, name="edit_template"),
    path(
        "sjabloon/<int:pk>/onderdeel-erbij/",
        writing_templates.add_template_clause,
        name="add_template_clause",
    ),
    path(
        "sjabloon/<int:pk>/publiceren/", writing_templates.publish_template, name="publish_template"
    ),
    path(
        "sjabloon/<int:pk>/weggooien/", writing_templates.discard_template, name="discard_template"
    ),
    path(
        "sjabloon-onderdeel/<int:pk>/schrijven/",
        writing_templates.edit_template_clause,
        name="edit_template_clause",
    ),
    path(
        "sjabloon-onderdeel/<int:pk>/verplaatsen/",
        writing_templates.move_template_clause,
        name="move_template_clause",
    ),
    path(
        "sjabloon-onderdeel/<int:pk>/weghalen/",
        writing_templates.remove_template_clause,
        name="remove_template_clause",
    ),
    path("moeilijke-woorden/", simpler_words.simpler_words, name="simpler_words"),
    path(
        "moeilijke-woorden/<int:pk>/weghalen/",
        simpler_words.remove_simpler_word,
        name="remove_simpler_word",
    ),
]
