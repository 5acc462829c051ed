"""Undefined template variables."""


class VariableAbsente(str):
    """Raises when Django puts it in the place of a variable that does not exist."""

    __slots__ = ()

    def __contains__(self, morceau):
        return morceau == "%s"

    def __mod__(self, nom):
        raise AssertionError(f"undefined template variable: {nom}")

    def __bool__(self):
        return True
