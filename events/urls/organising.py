"""For those who prepare an event or follow it."""

from django.urls import path

from ..views import adding, answer_files, group_messages, importing, organising, saved_lists

urlpatterns = [
    path("<slug:slug>/inscriptions/", organising.registration_list, name="registration-list"),
    path("<slug:slug>/inscriptions/export.xlsx", organising.registration_export, name="registration-export"),
    path("<slug:slug>/inscriptions/listes/", saved_lists.saved_list_create, name="saved-list-create"),
    path("<slug:slug>/inscriptions/listes/<int:pk>/", saved_lists.saved_list_delete, name="saved-list-delete"),
    path("<slug:slug>/inscriptions/ajouter/", adding.registration_add, name="registration-add"),
    path("<slug:slug>/inscriptions/importer/", importing.registration_imports, name="registration-imports"),
    path(
        "<slug:slug>/inscriptions/importer/<str:public_id>/", importing.registration_import, name="registration-import"
    ),
    path(
        "<slug:slug>/inscriptions/importer/<str:public_id>/refusees.xlsx",
        importing.import_refused,
        name="import-refused",
    ),
    path("<slug:slug>/inscriptions/envois/", group_messages.group_messages, name="group-messages"),
    path("<slug:slug>/inscriptions/envois/nouveau/", group_messages.group_message_create, name="group-message-create"),
    path("<slug:slug>/inscriptions/envois/<str:public_id>/", group_messages.group_message, name="group-message"),
    path(
        "<slug:slug>/inscriptions/envois/<str:public_id>/modifier/",
        group_messages.group_message_edit,
        name="group-message-edit",
    ),
    path("<slug:slug>/inscriptions/<str:public_id>/effacer/", organising.registration_erase, name="registration-erase"),
    path(
        "<slug:slug>/inscriptions/<str:public_id>/fichiers/<int:question>/",
        answer_files.answer_file,
        name="answer-file",
    ),
    path("<slug:slug>/inscriptions/<str:public_id>/", organising.registration_sheet, name="registration-sheet"),
    path("<slug:slug>/inscriptions/<str:public_id>/modifier/", adding.registration_edit, name="registration-edit"),
]
