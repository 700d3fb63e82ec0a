from wagtail import hooks

from .library_office import BenchmarkViewSet
from .viewsets import ProjectViewSet


@hooks.register("register_admin_viewset")
def register_projects():
    """Adds the projects to Wagtail's screens."""
    return ProjectViewSet("office_projects")


@hooks.register("register_admin_viewset")
def register_benchmark_library():
    """Adds the benchmark library to Wagtail's screens."""
    return BenchmarkViewSet("office_references")
