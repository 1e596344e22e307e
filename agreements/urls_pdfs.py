"""What goes on paper as a file."""

from django.urls import path

from agreements.views import pdfs

urlpatterns = [
    path("versie/<int:pk>/afspraak.pdf", pdfs.agreement_pdf, name="agreement_pdf"),
    path("versie/<int:pk>/publieke-versie.pdf", pdfs.public_pdf, name="public_pdf"),
    path("versie/<int:pk>/huisregels.pdf", pdfs.house_rules_pdf, name="house_rules_pdf"),
    path("plek/<int:pk>/huisregels.pdf", pdfs.room_poster, name="room_poster"),
]
