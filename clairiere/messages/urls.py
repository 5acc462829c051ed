"""Addresses of the outbox."""

from django.urls import path

from clairiere.messages import views, views_recus

app_name = "messages"
urlpatterns = [
    path("messages/", views.boite, name="boite"),
    path("messages/recus/", views_recus.recus, name="recus"),
    path("messages/recus/<int:pk>/lu/", views_recus.lu, name="lu"),
    path("messages/<int:pk>/repondre/", views_recus.repondre_en_demonstration, name="repondre_en_demonstration"),
    path("messages/<int:pk>/", views.message, name="message"),
    path("messages/<int:pk>/reprendre/", views.reprendre, name="reprendre"),
]
