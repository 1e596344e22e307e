"""How an agreement in effect goes, line by line."""

from django.urls import path

from agreements.views import progress

urlpatterns = [
    path("versie/<int:pk>/hoe-staat-het/", progress.agreement_progress, name="agreement_progress"),
    path("versie/<int:pk>/hoe-staat-het/<str:side>/", progress.ask_news, name="ask_news"),
    path("regel/<int:pk>/", progress.line_progress, name="line_progress"),
    path("bericht/<int:pk>/klopt-dat/", progress.answer_progress, name="answer_progress"),
]
