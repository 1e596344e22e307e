"""Accounts: signing in (all below /aanmelden/), colleagues and your own data.

The sign-in names are those that allauth looks up. Its other pages are not in use.
"""

from django.urls import path

from accounts.views import colleagues, profile, sign_in

urlpatterns = [
    path("aanmelden/", sign_in.account_login, name="account_login"),
    # One form asks for the address and sends the code, so allauth's second name leads there too.
    path("aanmelden/", sign_in.account_login, name="account_request_login_code"),
    path("aanmelden/code/", sign_in.account_confirm_login_code, name="account_confirm_login_code"),
    path("aanmelden/account-maken/", sign_in.account_signup, name="account_signup"),
    path(
        "aanmelden/bevestigen/",
        sign_in.account_email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("aanmelden/afmelden/", sign_in.account_logout, name="account_logout"),
    path("aanmelden/geen-toegang/", sign_in.account_inactive, name="account_inactive"),
    path("aanmelden/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("collegas/", colleagues.colleagues, name="colleagues"),
    path("collegas/nieuw/", colleagues.add_colleague, name="add_colleague"),
    path("collegas/<int:pk>/", colleagues.edit_colleague, name="edit_colleague"),
    path("mijn-gegevens/", profile.profile, name="profile"),
]
