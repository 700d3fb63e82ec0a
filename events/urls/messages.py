"""The texts of an event's mails."""

from django.urls import path

from ..views import messages

urlpatterns = [
    path("<slug:slug>/messages/", messages.text_list, name="text-list"),
    path("<slug:slug>/messages/<slug:kind>/<slug:language>/", messages.text_edit, name="text-edit"),
    path("<slug:slug>/messages/<slug:kind>/<slug:language>/apercu/", messages.text_preview, name="text-preview"),
]
