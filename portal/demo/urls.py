from django.urls import path

from portal.demo import views

app_name = "demo"
urlpatterns = [
    path("mails/", views.mail_list, name="mails"),
    path("mails/<str:name>/", views.mail, name="mail"),
    path("mails/<str:name>/html/", views.mail_html, name="mail-html"),
    path("mails/<str:name>/<int:number>/", views.attachment, name="attachment"),
]
