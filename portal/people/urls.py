from django.urls import include, path

from portal.people import views

own = [path("", views.account, name="account")]

urlpatterns = [
    path("", include((own, "people"))),
    path("login/", views.LoginView.as_view(), name="account_login"),
    path("login/code/", views.RequestLoginCodeView.as_view(), name="account_request_login_code"),
    path("", include("allauth.urls")),
]
