"""For those who follow an event: its figures, what people said of it, and how it compares."""

from django.urls import path

from ..views import feedback, following

urlpatterns = [
    path("comparaison/", following.event_comparison, name="event-comparison"),
    path("comparaison/export.xlsx", following.comparison_export, name="comparison-export"),
    path("<slug:slug>/suivi/", following.event_dashboard, name="event-dashboard"),
    path("<slug:slug>/suivi/export.xlsx", following.dashboard_export, name="dashboard-export"),
    path("<slug:slug>/suivi/avis/", feedback.feedback_results_page, name="feedback-results"),
    path("<slug:slug>/suivi/avis/export.xlsx", feedback.feedback_export, name="feedback-export"),
]
