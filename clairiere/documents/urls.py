"""Addresses of the documents."""

from django.urls import path

from clairiere.documents import views

app_name = "documents"
urlpatterns = [
    path("<int:pk>/<slug:format>/", views.telecharger, name="telecharger"),
]
