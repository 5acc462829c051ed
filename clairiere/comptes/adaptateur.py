"""How log-in works here: no sign-up; codes by SMS or e-mail."""

from allauth.account.adapter import DefaultAccountAdapter


class AdaptateurCompte(DefaultAccountAdapter):
    """Accounts are opened by a centre, never by a visitor."""

    def is_open_for_signup(self, request):  # type: ignore[no-untyped-def]
        """Closed."""
        return False
