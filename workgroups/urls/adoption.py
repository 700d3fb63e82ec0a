"""From the draft to adopted versions, under a document's address."""

from django.urls import include, path

from ..views import adopted, adoption, consultations, planning, votes

consultation_urls = [
    path("", consultations.consultation_detail, name="consultation-detail"),
    path("commenter/", consultations.comment_create, name="comment-create"),
    path("commentaires/<uuid:comment_id>/retirer/", consultations.comment_withdraw, name="comment-withdraw"),
    path("commentaires/<uuid:comment_id>/repondre/", consultations.comment_answer, name="comment-answer"),
    path("reponses/", consultations.consultation_answers, name="consultation-answers"),
    path("reponses.xlsx", consultations.answers_export, name="answers-export"),
    path("images/<uuid:image_id>/", consultations.consultation_image, name="consultation-image"),
    path("clore/", consultations.consultation_close, name="consultation-close"),
    path("prolonger/", planning.consultation_extend, name="consultation-extend"),
]
vote_urls = [
    path("", votes.vote_detail, name="vote-detail"),
    path("voter/", votes.ballot_cast, name="ballot-cast"),
    path("clore/", votes.vote_close, name="vote-close"),
    path("retirer/", votes.vote_withdraw, name="vote-withdraw"),
]
# Permanent: others cite them.
version_urls = [
    path("", adopted.adopted_detail, name="adopted-detail"),
    path("comparer/", adopted.adopted_compare, name="adopted-compare"),
    path("document.<slug:kind>", adopted.adopted_file, name="adopted-file"),
    path("images/<uuid:image_id>/", adopted.adopted_image, name="adopted-image"),
    path("texte.json", adopted.adopted_source, name="adopted-source"),
    path("erratum-<int:number>.pdf", adopted.erratum_file, name="erratum-file"),
    path("erratum/", adopted.erratum_create, name="erratum-create"),
]
document_urls = [
    path("adoption/", adoption.adoption_detail, name="adoption-detail"),
    path("adoption/consultation/", adoption.consultation_open, name="consultation-open"),
    path("adoption/consultation/<uuid:public_id>/", planning.plan_change, name="plan-change"),
    path("adoption/consultation/<uuid:public_id>/annuler/", planning.plan_call_off, name="plan-call-off"),
    path("adoption/vote/", adoption.vote_open, name="vote-open"),
    path("adoption/suite/", adoption.next_begin, name="next-begin"),
    path("consultations/<uuid:public_id>/", include(consultation_urls)),
    path("votes/<uuid:public_id>/", include(vote_urls)),
    path("adopte/", adopted.adopted_latest, name="adopted-latest"),
    path("suivre/", adopted.document_follow, name="document-follow"),
    path("v<int:major>.<int:minor>/", include(version_urls)),
]

urlpatterns = [
    path("consultations/", consultations.consultation_list, name="consultation-list"),
    path("referentiels/", adopted.adopted_list, name="adopted-list"),
    path("<slug:slug>/documents/<uuid:document_id>/", include(document_urls)),
]
