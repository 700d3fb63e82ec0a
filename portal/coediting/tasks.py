"""What runs by itself."""

from portal import schedule

from .images import sweep_images


@schedule.every(hours=24)
def sweep_images_of_texts():
    """Images that no text and no kept version shows any more."""
    sweep_images()
