"""French hours, over Django's formats; the spaces do not break."""

TIME_FORMAT = "G\xa0\\h\xa0i"
CLOCK_FORMAT = "G\xa0\\h\xa0i\xa0\\m\\i\\n\xa0s\xa0\\s"
DATETIME_FORMAT = f"j F Y à {TIME_FORMAT}"
SHORT_DATETIME_FORMAT = f"d/m/Y à {TIME_FORMAT}"
