"""The words of the demonstration's site; facts and figures are the association's own, each with source and year."""
