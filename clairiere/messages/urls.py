"""Addresses of the outbox."""

from django.urls import path

from clairiere.messages import views

app_name = "messages"
urlpatterns = [
    path("messages/", views.boite, name="boite"),
    path("messages/<int:pk>/", views.message, name="message"),
    path("messages/<int:pk>/reprendre/", views.reprendre, name="reprendre"),
]
