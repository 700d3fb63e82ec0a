"""What is printed for a project: the list of what is asked at a milestone."""

from .asked import asked_list

__all__ = ["asked_list"]
