from wagtail import hooks

from .course_viewsets import CourseTemplateViewSet, ModelDocumentViewSet
from .library_office import BenchmarkViewSet
from .viewsets import ProjectViewSet


@hooks.register("register_admin_viewset")
def register_projects():
    """Adds the projects, the templates of their courses, the model documents and the library to Wagtail's screens."""
    return [
        ProjectViewSet("office_projects"),
        CourseTemplateViewSet("office_course_templates"),
        ModelDocumentViewSet("office_model_documents"),
        BenchmarkViewSet("office_references"),
    ]
