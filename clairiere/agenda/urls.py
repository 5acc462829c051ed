"""The page of one's own place, by the link of the message."""

from django.urls import path

from clairiere.agenda import views_places

app_name = "agenda"
urlpatterns = [path("place/<str:jeton_place>/", views_places.place, name="place")]
