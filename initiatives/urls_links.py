"""Coming in by a link: the links themselves, the seats they give, and two names of one person."""

from django.urls import path

from initiatives.views import cards, doubles, links, own_seat, seats

urlpatterns = [
    path("initiatief/<int:pk>/links/", links.links, name="links"),
    path("initiatief/<int:pk>/link/", links.group_link, name="group_link"),
    path("initiatief/<int:pk>/kaarten/", cards.qr_cards, name="qr_cards"),
    path("initiatief/<int:pk>/kaartjes.pdf", cards.cards_pdf, name="cards_pdf"),
    path("initiatief/<int:pk>/eigen-link/", links.make_personal_link, name="make_personal_link"),
    path("link/<int:pk>/", links.link, name="link"),
    path("link/<int:pk>/qr.svg", links.link_qr, name="link_qr"),
    path("link/<int:pk>/vernieuwen/", links.renew_link, name="renew_link"),
    path("link/<int:pk>/stoppen/", links.revoke_link, name="revoke_link"),
    path("link/<int:pk>/alleen-lezen/", links.read_only_link, name="read_only_link"),
    path("g/<str:token>/", seats.open_link, name="open_link"),
    path("initiatief/<int:pk>/wie-ben-je/", seats.take_seat, name="take_seat"),
    path("dit-ben-ik/<int:pk>/", own_seat.this_is_me, name="this_is_me"),
    path("initiatief/<int:pk>/hoe-wil-je-meedoen/", own_seat.first_step, name="first_step"),
    path("initiatief/<int:pk>/account/", own_seat.into_account, name="into_account"),
    path("deelnemer/<int:pk>/plek-vrij/", seats.free_seat, name="free_seat"),
    path("deelnemer/<int:pk>/samenvoegen/", doubles.merge_participants, name="merge_participants"),
    path("deelnemer/<int:pk>/losmaken/", doubles.undo_merge, name="undo_merge"),
    path("niet-mijn-telefoon/", seats.leave_device, name="leave_device"),
]
