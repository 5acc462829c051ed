"""Refusals that Django itself gives: shown in our words, with the telephone of the centre."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_absent(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form has grown old, or cookies are refused: 403 with what to do. ``reason`` is for developers."""
    return render(request, "403_csrf.html", status=403)
