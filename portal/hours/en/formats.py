"""English hours, over Django's formats: of 24 hours, as everywhere in France."""

TIME_FORMAT = "H:i"
CLOCK_FORMAT = "H:i:s"
DATETIME_FORMAT = f"N j, Y, {TIME_FORMAT}"
SHORT_DATETIME_FORMAT = f"d/m/Y {TIME_FORMAT}"
