"""Accounts: signing in (all below /aanmelden/), colleagues and your own data.

The sign-in names are those that allauth looks up. Its other pages are not in use.
"""

from django.urls import path

from accounts.views import colleagues, invitations, profile, sign_in

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
    path("collegas/uitnodigen/", invitations.invite_colleague, name="invite_colleague"),
    path("collegas/<int:pk>/", colleagues.edit_colleague, name="edit_colleague"),
    path(
        "collegas/<int:pk>/weer-aan/", colleagues.reactivate_colleague, name="reactivate_colleague"
    ),
    path(
        "collegas/uitnodiging/<int:pk>/opnieuw/",
        invitations.resend_invitation,
        name="resend_invitation",
    ),
    path(
        "collegas/uitnodiging/<int:pk>/intrekken/",
        invitations.revoke_invitation,
        name="revoke_invitation",
    ),
    path("u/<str:token>/", invitations.open_invitation, name="open_invitation"),
    path("mijn-gegevens/", profile.profile, name="profile"),
    path("mijn-gegevens/afmelden/", profile.end_sessions, name="end_sessions"),
]
